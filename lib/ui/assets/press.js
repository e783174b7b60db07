// A press counts where it began. What stands above may grow before the mouse is released (an answer came, a part opens);
// the pressed thing is then somewhere else and the browser gives the click to nobody.
(() => {
  "use strict";
  const PRESSED = "a[href], button, summary, label, [role=button], [role=tab], [role=radio], [role=checkbox], [role=menuitem]";
  const UNMOVED = 6; // pixels; a hand trembles, a drag goes further
  let began = null;
  window.addEventListener("pointerdown", (event) => {
    const plain = event.isPrimary && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const what = plain && event.target.closest?.(PRESSED);
    began = what ? { what, x: event.clientX, y: event.clientY } : null;
  }, true);
  window.addEventListener("pointercancel", () => { began = null; }, true);
  window.addEventListener("pointerup", ({ clientX, clientY }) => {
    if (!began) return;
    const { what, x, y } = began;
    began = null;
    const there = document.elementFromPoint(clientX, clientY); // the event itself names what was pressed, under a finger
    if (Math.hypot(clientX - x, clientY - y) > UNMOVED || !what.isConnected || what.contains(there)) return;
    setTimeout(() => what.click()); // after the browser's own
  }, true);
})();
