// A text ready to be copied. The Clipboard API needs https or the own machine; elsewhere a selection is copied.

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
  const root = document.createElement('div');
  root.className = 'k-copy';
  const label = document.createElement('label');
  const field = document.createElement('textarea');
  field.readOnly = true;
  field.id = `k-copy-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  label.htmlFor = field.id;
  const foot = document.createElement('div');
  foot.className = 'k-copy-foot';
  const note = document.createElement('span');
  const done = document.createElement('span');
  done.setAttribute('role', 'status');
  const press = document.createElement('button');
  press.type = 'button';
  press.className = 'k-button';
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
