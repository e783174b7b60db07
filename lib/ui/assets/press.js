// A press of the mouse counts where it began. What stands above may grow before it is released (an answer came, a part
// opens); the pressed thing is then somewhere else and the browser gives the click to nobody. A finger is left alone: the
// browser clicks what is under it when it leaves.
(() => {
  "use strict";
  const PRESSED = "a[href], button, summary, label, [role=button], [role=tab], [role=radio], [role=checkbox], [role=menuitem]";
  const UNMOVED = 6; // pixels; a hand trembles, a drag goes further
  let began = null;
  let answered = false;
  window.addEventListener("pointerdown", (event) => {
    const plain = event.pointerType === "mouse" && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const what = plain && event.target.closest?.(PRESSED);
    began = what ? { what, x: event.clientX, y: event.clientY } : null;
  }, true);
  window.addEventListener("pointerup", ({ clientX, clientY }) => {
    if (!began) return;
    const { what, x, y } = began;
    began = null;
    if (Math.hypot(clientX - x, clientY - y) > UNMOVED || what.contains(document.elementFromPoint(clientX, clientY))) return;
    answered = false;
    setTimeout(() => { if (!answered && what.isConnected) what.click(); }); // after the browser's own
  }, true);
  window.addEventListener("click", ({ target }) => { answered ||= Boolean(target.closest?.(PRESSED)); }, true);
})();
