// A text ready to be copied. The Clipboard API needs https or the own machine; elsewhere a selection is copied.

import { make } from './elements.js';

const built = new WeakMap();

async function put(field) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(field.value);
    return true;
  }
  field.select();
  return document.execCommand('copy');
}

function build(parentElement) {
  const [root, label, field, foot] = [make('div', 'k-copy'), make('label'), make('textarea'), make('div', 'k-copy-foot')];
  const [note, done, press] = [make('span'), make('span'), make('button', 'k-button')];
  field.readOnly = true;
  field.id = `k-copy-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  label.htmlFor = field.id;
  done.setAttribute('role', 'status');
  press.type = 'button';
  foot.append(note, done, press);
  root.append(label, field, foot);
  parentElement.append(root);
  return { root, label, field, note, done, press };
}

export default function ({ data, parentElement }) {
  let box = built.get(parentElement);
  if (!box || !parentElement.contains(box.root)) built.set(parentElement, (box = build(parentElement)));
  box.label.textContent = data.label;
  if (box.field.value !== data.text) box.done.textContent = '';
  box.field.value = data.text;
  box.field.rows = Math.min(14, Math.max(1, data.text.split('\n').reduce((n, line) => n + Math.ceil((line.length || 1) / 80), 0)));
  box.note.textContent = data.note;
  box.press.textContent = data.words.copy;
  box.press.onclick = async () => {
    let copied = false;
    try {
      copied = await put(box.field);
    } catch {
      box.field.select();
    }
    box.done.textContent = copied ? data.words.copied : data.words.failed;
  };
}
