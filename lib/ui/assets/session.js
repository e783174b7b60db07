// Says when the session is over while a page is open. What was typed stays: after signing in anew (in another tab)
// Streamlit connects again by itself and sends it.
(() => {
  "use strict";
  const TEXT = {
    cs: ["Byli jste odhlášeni. Co jste napsali, zůstalo na obrazovce.", "Přihlásit se"],
    en: ["You have been signed out. What you typed stays on the screen.", "Sign in"],
  }[document.documentElement.lang] || [];
  const ID = "kancelar-signed-out";

  const isOver = () => fetch("/prihlaseni/stav", { cache: "no-store" }).then((r) => r.status === 401, () => false);

  function bar() {
    const box = document.createElement("div");
    box.id = ID;
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:0 0 auto 0;z-index:2000000;display:flex;flex-wrap:wrap;gap:12px;" +
      "align-items:center;justify-content:center;padding:12px 16px;background:#0B5C6B;color:#fff;font:16px/1.5 Inter,sans-serif";
    const link = document.createElement("a");
    link.href = "/prihlaseni?next=" + encodeURIComponent(location.pathname + location.search);
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = TEXT[1];
    link.style.cssText = "color:#fff;font-weight:600";
    box.append(TEXT[0], link);
    return box;
  }

  async function watch() {
    if (document.getElementById(ID) || !(await isOver())) return;
    document.body.append(bar());
    while (await isOver()) await new Promise((done) => setTimeout(done, 2000));
    document.getElementById(ID)?.remove();
  }

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", () => setTimeout(watch, 200));
    }
  };
})();
