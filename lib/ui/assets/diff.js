// A visible difference of two texts; the words of the difference only ever enter as text.

const TAGS = { removed: 'del', added: 'ins', equal: 'span' };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.k-diff') ?? document.createElement('div');
  root.className = 'k-diff';
  const title = document.createElement('p');
  title.className = 'k-diff-title';
  title.textContent = data.title;
  const text = document.createElement('p');
  text.className = 'k-diff-text';
  for (const [kind, words] of data.shown ? data.parts : []) {
    const part = document.createElement(TAGS[kind]);
    if (kind !== 'equal') {
      const said = document.createElement('span');
      said.className = 'k-unseen';
      said.textContent = data.words[kind];
      part.append(said);
    }
    part.append(words);
    text.append(part);
  }
  root.replaceChildren(title, ...(data.shown ? [text] : []));
  if (!root.parentElement) parentElement.append(root);
}
