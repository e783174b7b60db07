// Characters of all fields around it together, against the length that is wanted; changes while one is writing.

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
    const fields = parentElement.closest(around)?.querySelectorAll('textarea, input[type="text"]') ?? [];
    let count = 0;
    for (const field of fields) count += [...field.value.normalize('NFC').trim()].length;
    const spaced = String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
    const verdict = count < data.least ? data.words.short : count > data.most ? data.words.long : data.words.right;
    line.textContent = `${data.words.count.replace('{count}', spaced)} ${verdict}`;
  };
  // Streamlit may put another field in the place of this one, so the listener hangs above it.
  const typed = (event) => event.target.closest?.(around) && show();
  show();
  document.addEventListener('input', typed);
  return () => document.removeEventListener('input', typed);
}
