// The number of characters of a text while it is being written, counted as the price list counts it.
// The server counts again: lib/tariffs/rules/counting.py says the same in Python, and a test holds both together.

export function characters(text, spaces) {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').trimEnd().split('\n');
  if (!spaces) return [...lines.join('').replace(/\s/g, '')].length;
  return [...lines.map((line) => line.trimEnd()).join('\n')].length;
}

const watched = new WeakMap();

export default function ({ data, parentElement }) {
  const field = parentElement.closest(`.st-key-${data.around}`)?.querySelector('textarea');
  let line = parentElement.querySelector('.k-count');
  if (!line) {
    line = document.createElement('p');
    line.className = 'k-count';
    line.setAttribute('role', 'status');
    parentElement.append(line);
  }
  const show = () => {
    const count = characters(field ? field.value : '', data.spaces);
    const started = Math.ceil(count / data.per);
    line.textContent = data.words.replace('{count}', count).replace('{started}', started).replace('{per}', data.per);
  };
  show();
  if (!field) return undefined;
  field.removeEventListener('input', watched.get(field));
  watched.set(field, show);
  field.addEventListener('input', show);
  return () => field.removeEventListener('input', show);
}
