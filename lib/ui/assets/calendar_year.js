// A year as twelve small months: how many events begin each day, holidays, school holidays. A day leads to its week.

import { make } from './elements.js';

const LEVELS = [1, 2, 4];

const iso = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

function dayButton(date, data) {
  const key = iso(date);
  const count = data.counts[key] || 0;
  const named = [data.holidays[key], data.special[key]?.name].filter(Boolean);
  const classes = ['k-year-day', `k-heat-${LEVELS.filter((from) => count >= from).length}`];
  if (data.holidays[key]) classes.push('k-year-off');
  if (data.special[key]) classes.push('k-year-special');
  if (key === data.now.slice(0, 10)) classes.push('k-year-today');
  const button = make('button', classes.join(' '));
  button.type = 'button';
  button.dataset.day = key;
  const whole = date.toLocaleDateString(data.language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  button.setAttribute('aria-label', [whole, data.words.dayEvents.replace('{n}', count), ...named].join(', '));
  button.title = [count ? data.words.dayEvents.replace('{n}', count) : '', ...named].filter(Boolean).join(', ');
  button.append(make('span', '', String(date.getDate())));
  if (count) button.append(make('sup', '', String(count)));
  return button;
}

function month(year, number, data, go) {
  const box = make('section', 'k-year-month');
  const first = new Date(year, number, 1);
  const name = make('button', 'k-year-name', first.toLocaleDateString(data.language, { month: 'long' }));
  name.type = 'button';
  name.onclick = () => go('month', first);
  const days = make('div', 'k-year-days');
  for (let weekday = 0; weekday < 7; weekday++) {
    const day = new Date(2024, 0, 1 + weekday);
    const head = make('span', 'k-year-weekday', day.toLocaleDateString(data.language, { weekday: 'short' }));
    head.setAttribute('aria-hidden', 'true');
    days.append(head);
  }
  let sum = 0;
  for (let date = new Date(first); date.getMonth() === number; date.setDate(date.getDate() + 1)) {
    const button = dayButton(date, data);
    if (date.getDate() === 1) button.style.gridColumnStart = ((date.getDay() + 6) % 7) + 1;
    sum += data.counts[iso(date)] || 0;
    days.append(button);
  }
  const total = make('span', 'k-year-sum', String(sum));
  total.setAttribute('aria-hidden', 'true');
  name.append(total, make('span', 'k-unseen', `, ${data.words.monthEvents.replace('{n}', sum)}`));
  const heading = make('h3', 'k-year-heading');
  heading.append(name);
  box.append(heading, days);
  return box;
}

function legend(words) {
  const line = make('p', 'k-year-legend');
  LEVELS.forEach((from, place) => {
    const upTo = LEVELS[place + 1];
    const range = !upTo ? `${from}+` : upTo - from > 1 ? `${from}–${upTo - 1}` : String(from);
    line.append(make('span', `k-year-day k-heat-${place + 1}`, range));
  });
  line.append(make('span', '', words.begin));
  line.append(make('span', 'k-year-day k-year-off', '1'), make('span', '', words.holiday));
  line.append(make('span', 'k-year-day k-year-special', '1'), make('span', '', words.special));
  return line;
}

// One stop for the Tab key; arrows go by days and weeks.
function walk(root) {
  const buttons = [...root.querySelectorAll('button.k-year-day')];
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const begin = buttons.find((one) => one.classList.contains('k-year-today')) || buttons[0];
  for (const one of buttons) one.tabIndex = one === begin ? 0 : -1;
  root.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(event.target);
    const next = at >= 0 && steps[event.key] && buttons[at + steps[event.key]];
    if (!next) return;
    event.preventDefault();
    buttons[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** Fill `root` with the year of `data.first`; `go(view, date)` is called when a day or a month is chosen. */
export function drawYear(root, data, go) {
  const year = Number(data.first.slice(0, 4));
  const months = make('div', 'k-year-months');
  for (let number = 0; number < 12; number++) months.append(month(year, number, data, go));
  months.addEventListener('click', (event) => {
    const day = event.target.closest('button.k-year-day');
    if (day) go('week', new Date(`${day.dataset.day}T00:00`));
  });
  walk(months);
  root.replaceChildren(months, legend(data.words));
}
