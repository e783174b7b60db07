// A text of a post while it is being written: how long it is as its channel counts, and how it will look there.
// The server counts again when the field is left; tests hold both countings together. Texts only ever enter as text.

import { fetchStyles, make, sign } from './elements.js';

export const sent = (text) => text.replace(/\r\n/g, '\n').normalize('NFC').trim();

// GSM 03.38: 160 characters alone, 153 in a part; anything else makes it UCS-2 with 70 and 67 (lib/czech/sms.py).
export function message(text, gsm) {
  const plain = [...text].every((one) => gsm.basic.includes(one) || gsm.double.includes(one));
  const [single, part] = plain ? [160, 153] : [70, 67];
  const width = (one) => (plain ? (gsm.double.includes(one) ? 2 : 1) : one.codePointAt(0) > 0xffff ? 2 : 1);
  const total = [...text].reduce((sum, one) => sum + width(one), 0);
  const most = total <= single ? single : part;
  const parts = [];
  let filled = most;
  for (const one of text) {
    if (filled + width(one) > most) {
      parts.push('');
      filled = 0;
    }
    parts[parts.length - 1] += one;
    filled += width(one);
  }
  return { encoding: plain ? 'GSM-7' : 'UCS-2', characters: total, parts, left: parts.length ? most - filled : single };
}

export function count(text, unit) {
  if (unit !== 'graphemes' || !window.Intl?.Segmenter) return [...text].length;
  return [...new Intl.Segmenter('cs', { granularity: 'grapheme' }).segment(text)].length;
}

export const hashtags = (text) => (text.match(/(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu) ?? []).length;

const number = (value) => value.toLocaleString('cs-CZ');

// The link goes out marked, in the text or below it (lib/outbox/letters.py); an empty text goes nowhere.
export function withLink(text, link) {
  if (!text || !link?.address) return text;
  const whole = text.replaceAll(link.address, () => link.sent);
  return link.below && !whole.includes(link.sent) ? `${whole}\n\n${link.sent}` : whole;
}

function measure(typed, data) {
  const { words, limits } = data;
  const text = withLink(typed, data.link);
  if (limits.unit === 'sms parts') {
    const told = message(text, data.gsm);
    const cost = (told.parts.length * data.price.part * data.price.recipients) / 100;
    const money = cost.toLocaleString('cs-CZ', { minimumFractionDigits: cost % 1 ? 2 : 0, maximumFractionDigits: 2 });
    const line = words.sms.replace('{length}', number(told.characters)).replace('{encoding}', told.encoding);
    const said = line.replace('{parts}', told.parts.length).replace('{cost}', money).replace('{left}', told.left);
    return { said, over: limits.most !== null && told.parts.length > limits.most, told };
  }
  const length = count(text, limits.unit);
  const tags = hashtags(text);
  const told = [limits.most === null ? words.free.replace('{length}', number(length)) : words.length.replace('{length}', number(length)).replace('{most}', number(limits.most))];
  if (limits.hashtags !== null) told.push(words.tags.replace('{n}', tags).replace('{most}', limits.hashtags));
  const over = (limits.most !== null && length > limits.most) || (limits.hashtags !== null && tags > limits.hashtags);
  return { said: told.join(' · '), over };
}

function picture(look, className) {
  if (!look.picture) return make('div', `k-look-nopicture ${className}`, look.noPicture);
  const image = make('img', className);
  image.src = look.picture;
  image.alt = look.alt;
  return image;
}

function paragraphs(text, className) {
  const whole = make('div', className);
  whole.append(...text.split(/\n{2,}/).map((one) => make('p', '', one)));
  return whole;
}

function cut(text, most, more) {
  const whole = make('p', 'k-look-text');
  const letters = [...text];
  whole.append(letters.length > most ? `${letters.slice(0, most).join('').trimEnd()}… ` : text);
  if (letters.length > most) whole.append(make('span', 'k-look-more', more));
  return whole;
}

function account(look, under) {
  const head = make('div', 'k-look-account');
  const round = make('span', 'k-look-avatar', look.initial);
  round.setAttribute('aria-hidden', 'true');
  const names = make('span', 'k-look-names');
  names.append(make('span', 'k-look-name', look.town));
  if (under) names.append(make('span', 'k-look-under', under));
  head.append(round, names);
  return head;
}

function facebook({ text }, { look, words }) {
  const parts = [account(look, words.now), cut(text, 477, words.more)];
  if (look.picture) parts.push(picture(look, 'k-look-wide'));
  return parts;
}

function instagram({ text }, { look, words }) {
  return [account(look, ''), picture({ ...look, picture: look.square, alt: look.squareAlt }, 'k-look-square'), cut(text, 125, words.more)];
}

function web({ title, perex, text }, { look }) {
  const parts = [make('p', 'k-look-host', look.host), make('p', 'k-look-heading', title)];
  if (perex) parts.push(make('p', 'k-look-perex', perex));
  if (look.picture) parts.push(picture(look, 'k-look-wide'));
  return [...parts, paragraphs(text, 'k-look-article')];
}

function newsletter({ title, perex, text }, { look, words }) {
  const head = make('p', 'k-look-subject');
  head.append(make('span', 'k-look-under', `${words.subject}: `), make('strong', '', title));
  const parts = [make('p', 'k-look-under', `${words.from}: ${look.town}`), head];
  if (perex) parts.push(make('p', 'k-look-perex', perex));
  return [...parts, paragraphs(text, 'k-look-article'), make('p', 'k-look-foot', words.unsubscribe)];
}

function phone({ text }, data) {
  const { parts } = message(text, data.gsm);
  const screen = make('div', 'k-look-phone');
  screen.append(make('p', 'k-look-sender', data.look.town));
  const bubble = make('div', 'k-look-bubble');
  parts.forEach((part, at) => {
    if (at) {
      const seam = make('span', 'k-look-seam', data.words.part.replace('{n}', at + 1));
      bubble.append(seam);
    }
    bubble.append(make('span', '', part));
  });
  screen.append(bubble);
  return [screen];
}

function spoken({ text }, { look, words }) {
  return [make('p', 'k-look-under', words.read), paragraphs(text, 'k-look-article')];
}

function short({ text }, { look, words }) {
  const parts = [account(look, words.now), paragraphs(text, 'k-look-text')];
  if (look.picture) parts.push(picture(look, 'k-look-wide'));
  return parts;
}

const LOOKS = { web, facebook, instagram, sms: phone, newsletter, spoken };

function value(data, name) {
  const field = data.fields[name] && document.querySelector(`.${CSS.escape(data.fields[name])} :is(textarea, input)`);
  return field ? field.value : data.values[name];
}

function show(box) {
  const { data } = box;
  const own = sent(value(data, 'text'));
  const said = { title: sent(value(data, 'title')), perex: sent(value(data, 'perex')), text: own || sent(value(data, 'body')) };
  const now = JSON.stringify([said, data.look]);
  if (now === box.now) return;
  box.now = now;
  const { said: line, over } = measure(said.text, data);
  box.count.replaceChildren(...(over ? [sign('error'), line] : [line]));
  box.count.classList.toggle('k-late', over);
  box.shared.textContent = !own && said.text ? data.words.shared : '';
  const empty = !said.text;
  box.frame.className = `k-look k-look-of-${data.kind}${empty ? ' k-look-empty' : ''}`;
  box.frame.replaceChildren(...(empty ? [make('p', 'k-look-under', data.words.empty)] : (LOOKS[data.kind] ?? short)(said, data)));
}

function start(parentElement) {
  const [root, count, shared, frame] = [make('div', 'k-story-text'), make('p', 'k-count'), make('p', 'k-look-shared'), make('div')];
  count.setAttribute('role', 'status');
  root.append(count, shared, frame);
  parentElement.append(root);
  return { root, count, shared, frame };
}

const built = new WeakMap();

export default function ({ data, parentElement }) {
  fetchStyles(data.styles);
  let box = built.get(parentElement);
  if (!box || !parentElement.contains(box.root)) built.set(parentElement, (box = start(parentElement)));
  box.data = data;
  box.now = null;
  box.frame.setAttribute('role', 'group');
  box.frame.setAttribute('aria-label', data.words.preview);
  show(box);
  // Streamlit may put another field in the place of this one, so the listener hangs above it.
  const typed = () => show(box);
  document.addEventListener('input', typed);
  return () => document.removeEventListener('input', typed);
}
