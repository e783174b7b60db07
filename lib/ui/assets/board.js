// The board of posts: lanes (stages or days) with cards that are dragged, moved by keys, or by a menu under a finger.
// Texts only ever enter as text. Where a card may go the server says; every move is asked of it and drawn from its answer.

import { fetchStyles, make, pill, sign } from './elements.js';

const built = new WeakMap();

const laneOf = (box, id) => box.lanes.find((lane) => lane.cards.some((card) => card.id === id));

function ask(box, card, asked, words) {
  closeMenu(box);
  box.said.textContent = words.replace('{title}', () => card.title);
  box.focus = card.id;
  box.root.querySelector(`[data-card="${card.id}"]`)?.setAttribute('aria-busy', 'true');
  box.tell('moved', { id: card.id, ...asked });
}

function move(box, card, to) {
  ask(box, card, { to }, box.words.moving.replace('{lane}', box.lanes.find((lane) => lane.id === to).title));
}

const shift = (box, card, beside, after) => ask(box, card, { beside, after }, box.words.shifting);

function closeMenu(box, back) {
  if (!box.menu) return;
  const opener = box.opener;
  box.menu.remove();
  opener.setAttribute('aria-expanded', 'false');
  forgetMenu(box);
  if (back) opener.focus();
}

// What listens to the whole page does so only while the menu is open.
function forgetMenu(box) {
  box.listening?.abort();
  box.menu = box.opener = box.listening = null;
}

function closeWhenLeft(box) {
  const { menu, opener } = box;
  box.listening = new AbortController();
  const heard = { capture: true, passive: true, signal: box.listening.signal };
  document.addEventListener('scroll', () => closeMenu(box), heard);
  document.addEventListener('pointerdown', (event) => {
    const pressed = event.composedPath();
    if (!pressed.includes(menu) && !pressed.includes(opener)) closeMenu(box);
  }, heard);
}

function menuKeys(box, event) {
  const items = [...box.menu.querySelectorAll('button')];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) items[(at + step + items.length) % items.length].focus();
  else if (event.key === 'Escape') closeMenu(box, true);
  else if (event.key === 'Tab') closeMenu(box);
  else return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
}

function place(menu, by) {
  const below = by.bottom + menu.offsetHeight < window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(by.right, window.innerWidth - 8) - menu.offsetWidth)}px`;
  menu.style.top = `${below ? by.bottom : Math.max(8, by.top - menu.offsetHeight)}px`;
}

function openMenu(box, card, opener) {
  const again = box.opener === opener;
  closeMenu(box, again);
  if (again) return;
  const menu = make('div', 'k-board-menu');
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', box.words.move);
  const offer = (text, deed) => {
    const item = make('button', '', text);
    item.type = 'button';
    item.setAttribute('role', 'menuitem');
    item.addEventListener('click', deed);
    menu.append(item);
  };
  if (neighbour(box, card, -1)) offer(box.words.up, () => climb(box, card, -1));
  if (neighbour(box, card, 1)) offer(box.words.down, () => climb(box, card, 1));
  if (card.to.length) menu.append(make('span', 'k-board-menu-title', box.words.moveTo));
  for (const id of card.to) offer(box.lanes.find((lane) => lane.id === id).title, () => move(box, card, id));
  menu.addEventListener('keydown', (event) => menuKeys(box, event));
  box.menu = menu;
  box.opener = opener;
  opener.setAttribute('aria-expanded', 'true');
  menu.popover = 'manual'; // above everything: the lanes scroll and would cut it off
  opener.after(menu);
  menu.showPopover();
  place(menu, opener.getBoundingClientRect());
  menu.querySelector('button').focus();
  closeWhenLeft(box);
}

// The nearest card above (-1) or below (1) with which this one stands in an order.
function neighbour(box, card, way) {
  const { cards } = laneOf(box, card.id);
  const other = cards[cards.indexOf(card) + way];
  return card.among && other?.among === card.among ? other : null;
}

const movable = (box, card) => Boolean(card.to.length || neighbour(box, card, -1) || neighbour(box, card, 1));

// ↑ and ↓ take the card over its neighbour of the same day.
function climb(box, card, way) {
  const other = neighbour(box, card, way);
  if (other) shift(box, card, other.id, way > 0);
  else box.said.textContent = box.words.nowhere.replace('{title}', () => card.title);
}

// ← and → take the card to the nearest lane where it may go; the rest is done by the menu.
function step(box, card, event) {
  const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!way) return;
  event.preventDefault();
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return climb(box, card, way);
  const ids = box.lanes.map((lane) => lane.id);
  let at = ids.indexOf(laneOf(box, card.id).id) + way;
  while (ids[at] && !card.to.includes(ids[at])) at += way;
  if (ids[at]) move(box, card, ids[at]);
  else box.said.textContent = card.fixed || box.words.nowhere.replace('{title}', () => card.title);
}

function handle(box, card) {
  const press = make('button', 'k-card-move');
  press.type = 'button';
  press.setAttribute('aria-label', `${box.words.move}: ${card.title}`);
  press.setAttribute('aria-haspopup', 'menu');
  press.setAttribute('aria-expanded', 'false');
  press.setAttribute('aria-describedby', box.help.id);
  press.title = box.words.move;
  press.append(sign('drag_indicator'));
  press.addEventListener('click', () => openMenu(box, card, press));
  press.addEventListener('keydown', (event) => step(box, card, event));
  return press;
}

function when(symbol, className, text, label) {
  const line = make('span', className);
  line.append(sign(symbol), make('span', 'k-unseen', `${label}: `), make('span', '', text));
  return line;
}

function draggable(box, element, card) {
  if (!movable(box, card)) return;
  element.draggable = true;
  element.addEventListener('dragstart', (event) => {
    box.dragged = card;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', card.title);
    for (const lane of box.root.querySelectorAll('[data-lane]')) lane.classList.toggle('k-lane-open', card.to.includes(lane.dataset.lane));
  });
  element.addEventListener('dragend', () => {
    box.dragged = null;
    unmark(box);
    for (const lane of box.root.querySelectorAll('[data-lane]')) lane.classList.remove('k-lane-open', 'k-lane-over');
  });
}

function unmark(box) {
  box.aimed = null;
  for (const card of box.root.querySelectorAll('.k-card-before, .k-card-after')) card.classList.remove('k-card-before', 'k-card-after');
}

// Where in its order the dragged card would fall: before or after the card under the pointer, by the half it is over.
// Over a gap between cards the last answer holds.
function aim(box, lane, event) {
  const element = event.target.closest('[data-card]');
  if (!element) return box.aimed?.lane === lane.id;
  unmark(box);
  const other = lane.cards.find((card) => card.id === element.dataset.card);
  if (!box.dragged?.among || !lane.cards.includes(box.dragged) || other === box.dragged || other.among !== box.dragged.among) return false;
  const { left, top, width, height } = element.getBoundingClientRect();
  const rows = getComputedStyle(element.parentElement).gridTemplateColumns.split(' ').length > 1;
  const after = rows ? event.clientX > left + width / 2 : event.clientY > top + height / 2;
  element.classList.add(after ? 'k-card-after' : 'k-card-before');
  box.aimed = { lane: lane.id, id: other.id, after };
  return true;
}

function drawCard(box, card) {
  const { words } = box;
  const item = make('li', `k-card${card.fixed ? ' k-card-fixed' : ''}`);
  item.dataset.card = card.id;
  const head = make('span', 'k-card-head');
  const link = make('a', 'k-card-title', card.title);
  link.href = card.href;
  link.draggable = false;
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    box.tell('open', card.id);
  });
  if (box.data.moves && movable(box, card)) head.append(handle(box, card));
  head.append(link);
  item.append(head);
  if (card.state) item.append(pill(card.state));
  if (card.publish) item.append(when('schedule', `k-card-publish${card.late ? ' k-late' : ''}`, card.publish, words.publish));
  else if (card.plan) item.append(when('calendar_today', `k-card-plan${card.late ? ' k-late' : ''}`, card.plan, words.plan));
  if (card.event) item.append(when('event', 'k-card-event', card.event, words.event));
  const foot = make('span', 'k-card-foot');
  if (card.owner) foot.append(make('span', 'k-card-owner', card.owner));
  for (const channel of card.channels) foot.append(make('span', 'k-card-channel', channel));
  if (foot.childNodes.length) item.append(foot);
  if (box.data.moves) draggable(box, item, card);
  return item;
}

function drawNote(note) {
  const line = make('li', `k-note k-note-${note.kind}`);
  line.append(sign(note.symbol));
  const text = note.href ? make('a', '', note.text) : make('span', '', note.text);
  if (note.href) text.href = note.href;
  line.append(text);
  return line;
}

function leave(box, part) {
  part.classList.remove('k-lane-over');
  unmark(box);
}

function drawLane(box, lane) {
  const part = make('section', `k-lane${lane.count ? '' : ' k-lane-empty'}${lane.today ? ' k-lane-today' : ''}${lane.off ? ' k-lane-off' : ''}`);
  part.dataset.lane = lane.id;
  const title = make('h3', 'k-lane-title');
  title.id = `${box.help.id}-${lane.id}`;
  title.append(make('span', '', lane.title), make('span', 'k-lane-count', lane.count ? String(lane.count) : ''));
  part.setAttribute('aria-labelledby', title.id);
  part.append(title);
  if (lane.notes.length) {
    const notes = make('ul', 'k-notes');
    notes.append(...lane.notes.map(drawNote));
    part.append(notes);
  }
  const cards = make('ul', 'k-cards');
  cards.append(...lane.cards.map((card) => drawCard(box, card)));
  part.append(cards);
  if (lane.more) {
    const more = make('a', 'k-lane-more', lane.more);
    more.href = lane.moreHref;
    part.append(more);
  }
  if (!lane.cards.length && lane.empty) part.append(make('p', 'k-lane-none', lane.empty));
  part.addEventListener('dragover', (event) => {
    if (aim(box, lane, event)) return event.preventDefault();
    if (!box.dragged?.to.includes(lane.id)) return;
    event.preventDefault();
    part.classList.add('k-lane-over');
  });
  part.addEventListener('dragleave', (event) => part.contains(event.relatedTarget) || leave(box, part));
  part.addEventListener('drop', (event) => {
    event.preventDefault();
    const { dragged, aimed } = box;
    if (dragged && aimed) shift(box, dragged, aimed.id, aimed.after);
    else if (dragged?.to.includes(lane.id)) move(box, dragged, lane.id);
  });
  return part;
}

// A lane without cards leaves its room to the others.
const widths = (lanes) => lanes.map((lane) => (lane.cards.length ? 'minmax(138px, 1fr)' : 'minmax(88px, 0.55fr)')).join(' ');

function draw(box) {
  // A move is drawn twice: asked for, and done. The card keeps the keyboard through both.
  const held = document.activeElement?.closest?.('[data-card]')?.dataset.card;
  const inside = box.root.contains(document.activeElement) || document.activeElement === document.body;
  box.focus = held ?? box.focus;
  forgetMenu(box);
  box.grid.className = `k-board-grid k-board-${box.data.kind}`;
  box.grid.style.gridTemplateColumns = box.data.kind === 'stages' ? widths(box.lanes) : '';
  box.grid.replaceChildren(...box.lanes.map((lane) => drawLane(box, lane)));
  const moved = box.focus && inside && box.grid.querySelector(`[data-card="${box.focus}"]`);
  if (moved) (moved.querySelector('.k-card-move') ?? moved.querySelector('a')).focus();
  box.focus = null;
}

function start(parentElement) {
  const root = make('div', 'k-board');
  const help = make('p', 'k-unseen');
  help.id = `k-board-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const said = make('p', 'k-board-said');
  said.setAttribute('role', 'status');
  const grid = make('div', 'k-board-grid');
  root.append(help, said, grid);
  parentElement.append(root);
  const box = { root, help, said, grid, lanes: [] };
  return box;
}

export default function ({ data, parentElement, setTriggerValue }) {
  fetchStyles(data.styles);
  let box = built.get(parentElement);
  if (!box || !parentElement.contains(box.root)) built.set(parentElement, (box = start(parentElement)));
  const changed = box.data?.lanes !== data.lanes || box.data?.turn !== data.turn || box.data?.kind !== data.kind;
  Object.assign(box, { data, words: data.words, tell: (event, value) => setTriggerValue(event, value) });
  box.help.textContent = data.words.help;
  if (!changed) return;
  box.lanes = JSON.parse(data.lanes);
  draw(box);
  box.said.textContent = data.said;
}
