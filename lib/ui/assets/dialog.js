// Ctrl+Enter in a question that is open answers the question; the page beneath it has the same shortcut and would win.
(() => {
  "use strict";
  window.addEventListener("keydown", (event) => {
    const question = event.key === "Enter" && (event.ctrlKey || event.metaKey) && document.querySelector('[data-testid="stDialog"]');
    if (!question) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.activeElement?.blur(); // what is being typed is taken first
    setTimeout(() => question.querySelector("button:has(kbd)")?.click());
  }, true);
})();
