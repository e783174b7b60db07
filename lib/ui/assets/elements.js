// What our components draw with. Texts only ever enter as text.

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text || text === 0) element.textContent = text;
  return element;
}

// A letter that stands alone never ends a line (Czech typography); for what is shown, never for what is kept or sent.
export function bound(text) {
  return text.replace(/(?<![^\s(„])([AIKOSUVZaikosuvz]) (?=\S)/g, '$1\u00a0');
}

export function sign(name) {
  const element = make('span', 'k-sign', name);
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('translate', 'no');
  return element;
}

export function pill([word, tone, symbol]) {
  const element = make('span', `k-state k-${tone}`);
  element.append(sign(symbol), make('span', '', word));
  return element;
}

const drawn = new WeakMap();

// The box of a component, the same while Streamlit draws its page again; `changed` says whether there is anything new to
// draw: what is replaced between the press and the release of the mouse would swallow the click.
export function kept(parentElement, tag, className, data) {
  let box = drawn.get(parentElement);
  if (!box || !parentElement.contains(box.root)) {
    box = { root: make(tag, className), seen: '' };
    parentElement.append(box.root);
    drawn.set(parentElement, box);
  }
  const seen = JSON.stringify(data);
  box.changed = seen !== box.seen;
  box.seen = seen;
  return box;
}

// Each sheet once a page; the promise waits until they are there.
export function fetchStyles(addresses) {
  return Promise.all(
    addresses.map((address) => {
      if (document.head.querySelector(`link[href="${address}"]`)) return null;
      const link = make('link');
      link.rel = 'stylesheet';
      link.href = address;
      document.head.append(link);
      return new Promise((done) => {
        link.onload = link.onerror = done;
      });
    }),
  );
}

// A line beneath the fields of a container (its class), said anew whenever one of them is typed into.
export function lineBeneath(parentElement, around, said) {
  let line = parentElement.querySelector('.k-count');
  if (!line) {
    line = make('p', 'k-count');
    line.setAttribute('role', 'status');
    parentElement.append(line);
  }
  const show = () => {
    line.textContent = said([...(parentElement.closest(around)?.querySelectorAll('textarea, input[type="text"]') ?? [])]);
  };
  // Streamlit may put another field in the place of one, so the listener hangs above them.
  const typed = (event) => event.target.closest?.(around) && show();
  show();
  document.addEventListener('input', typed);
  return () => document.removeEventListener('input', typed);
}
