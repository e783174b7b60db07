// The number of characters of a text while it is being written, counted as the price list counts it.
// The server counts again: lib/tariffs/rules/counting.py says the same in Python, and a test holds both together.

export function characters(text, spaces) {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').trimEnd().split('\n');
  if (!spaces) return [...lines.join('').replace(/\s/g, '')].length;
  return [...lines.map((line) => line.trimEnd()).join('\n')].length;
}

export default function ({ data, parentElement }) {
  const around = `.st-key-${data.around}`;
  let line = parentElement.querySelector('.k-count');
  if (!line) {
    line = document.createElement('p');
    line.className = 'k-count';
    line.setAttribute('role', 'status');
    parentElement.append(line);
  }
  const show = () => {
    const field = parentElement.closest(around)?.querySelector('textarea');
    const count = characters(field ? field.value : '', data.spaces);
    const started = Math.ceil(count / data.per);
    line.textContent = data.words.replace('{count}', count).replace('{started}', started).replace('{per}', data.per);
  };
  // Streamlit may put another textarea in the place of this one, so the listener hangs above it.
  const typed = (event) => event.target.closest?.(around) && show();
  show();
  document.addEventListener('input', typed);
  return () => document.removeEventListener('input', typed);
}
