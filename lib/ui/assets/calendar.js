// The calendar of events. Titles only ever enter as text; the library is fetched once, when a calendar is first shown.

import { fetchStyles, make, pill, sign } from './elements.js';

const built = new WeakMap();
const NARROW = window.matchMedia('(max-width: 640px)').matches; // seven days beside each other cannot be read on a phone
const WEEK = NARROW ? 'listWeek' : 'timeGridWeek';
const VIEWS = { year: 'wholeYear', month: 'dayGridMonth', week: WEEK, day: 'timeGridDay', agenda: 'listFromDay' };
const HOURS = ['timeGridWeek', VIEWS.day];
const LISTS = ['listWeek', VIEWS.agenda];
const NAMES = Object.fromEntries(Object.entries(VIEWS).map(([name, view]) => [view, name]));

const day = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

const time = (date) => `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;

function inside({ event, timeText, view }, words) {
  const { word, tone, symbol, off, clash, venue, ghost, calendar } = event.extendedProps;
  const listed = LISTS.includes(view.type);
  const whole = make('span', `k-event-inside${listed ? ' k-listed' : ''}`);
  const line = make('span', `k-event-line${off ? ' k-off' : ''}`);
  if (symbol && !listed) {
    const mark = sign(symbol);
    mark.classList.add(`k-${tone}`);
    line.append(mark, ' ');
  }
  if (listed) line.append(make('span', 'k-event-time', ghost ? '' : event.allDay ? words.allDay : timeText));
  else if (timeText) line.append(make('span', 'k-event-time', timeText), ' ');
  line.append(make('span', 'k-event-title', event.title));
  whole.append(line);
  if (clash) {
    const mark = make('span', 'k-clash');
    mark.append(sign('warning'), ` ${words.clash}`);
    whole.append(mark);
  }
  if ((listed || view.type === VIEWS.day) && venue) whole.append(make('span', 'k-event-venue', venue));
  if (calendar) whole.append(make('span', listed ? 'k-event-calendar' : 'k-unseen', words.calendars[calendar]));
  if (word) whole.append(listed ? pill([word, tone, symbol]) : make('span', ghost ? 'k-ghost-to' : 'k-unseen', word));
  return { domNodes: [whole] };
}

function looks(event, view) {
  const { calendar, tone, ghost } = event.extendedProps;
  const colour = calendar ? `k-cal-${calendar}` : `k-${tone}`;
  if (LISTS.includes(view.type)) return `k-listing ${colour}`;
  return `k-event ${colour}${ghost ? ' k-ghost' : ''}${HOURS.includes(view.type) ? ' k-tall' : ''}`;
}

// The event stays where it was dropped until the server has asked; `draw` puts it back when nothing came of it.
function drop(box, { event, oldEvent, revert }, stretched) {
  const hours = !event.allDay;
  if ((oldEvent.allDay !== event.allDay && !(hours && oldEvent.extendedProps.oneDay)) || !event.start) return revert();
  const end = event.end && (hours ? event.end : new Date(event.end.getFullYear(), event.end.getMonth(), event.end.getDate() - 1));
  box.dropped = true;
  box.tell('dropped', {
    id: event.extendedProps.record,
    day: day(event.start),
    at: hours ? time(event.start) : null,
    last: end ? day(end) : null,
    until: hours && end ? time(end) : null,
    stretched,
  });
}

function settings(box) {
  const words = () => box.data.words;
  const holiday = (date) => box.data.holidays[day(date)];
  const special = (date) => box.data.special[day(date)];
  const begins = (date) => special(date)?.name !== special(new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1))?.name;
  const names = (date) => {
    const told = [];
    if (holiday(date)) told.push(make('span', 'k-holiday', holiday(date)));
    if (special(date)) told.push(make('span', begins(date) || date.getDay() === 1 ? 'k-special' : 'k-unseen', special(date).name));
    return told;
  };
  const named = ({ el, date }) => el.append(...names(date));
  return {
    timeZone: 'local',
    firstDay: 1,
    height: 'auto',
    nowIndicator: true,
    dayMaxEvents: 4,
    headingLevel: 2,
    eventInteractive: true,
    slotMinTime: '07:00:00',
    slotMaxTime: '23:00:00',
    slotEventOverlap: false,
    snapDuration: '00:15:00',
    editable: false, // each event says whether it may be moved
    nextDayThreshold: '06:01:00',
    scrollTime: '08:00:00',
    headerToolbar: { start: 'prev,next today', center: 'title', end: Object.values(VIEWS).join(',') },
    eventTimeFormat: { hour: 'numeric', minute: '2-digit' },
    slotHeaderFormat: { hour: 'numeric', minute: '2-digit' },
    views: {
      [VIEWS.year]: { duration: { years: 1 }, content: () => ({ domNodes: [box.year] }) },
      [VIEWS.week]: { displayEventEnd: NARROW, titleFormat: { year: 'numeric', month: 'long', day: 'numeric' } },
      [VIEWS.day]: { titleFormat: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } },
      [VIEWS.agenda]: { type: 'list', duration: { days: box.data.agenda } },
    },
    eventContent: (info) => inside(info, words()),
    eventClass: ({ event, view }) => looks(event, view),
    eventDidMount: ({ event, el }) => {
      if (event.extendedProps.movable && box.movable) el.setAttribute('aria-describedby', box.help.id);
    },
    eventBeforeClass: 'k-no-dot',
    listItemEventBeforeClass: 'k-no-dot',
    dayCellTopClass: 'k-day-head',
    dayCellTopInnerClass: 'k-day-head',
    dayCellClass: ({ date }) =>
      [holiday(date) ? 'k-day-off' : date.getDay() % 6 === 0 ? 'k-weekend' : '', special(date) ? 'k-day-special' : ''].join(' '),
    dayCellTopContent: ({ date, dayNumberText, text }) => {
      const top = make('span', 'k-day-top');
      const whole = date.toLocaleDateString(box.data.language, { day: 'numeric', month: 'long', year: 'numeric' });
      top.append(make('span', 'k-unseen', whole));
      const beside = make('span', 'k-day-names');
      beside.append(...names(date));
      top.append(beside);
      const number = make('span', 'k-day-number', dayNumberText || text || String(date.getDate()));
      number.setAttribute('aria-hidden', 'true');
      top.append(number);
      return { domNodes: [top] };
    },
    dayCellDidMount: ({ el }) => el.removeAttribute('aria-label'), // its contents name it; the date is among them
    dayHeaderDidMount: ({ el, date, view }) => HOURS.includes(view.type) && named({ el, date }),
    listDayHeaderDidMount: named,
    moreLinkText: (n) => words().more.replace('{n}', n),
    eventClick: ({ event, jsEvent }) => {
      if (jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey) return;
      jsEvent.preventDefault();
      box.tell('open', event.extendedProps.record);
    },
    eventDrop: (info) => drop(box, info, false),
    eventResize: (info) => drop(box, info, true),
    dateClick: ({ date, allDay }) => {
      if (box.data.may.add) box.tell('wanted', { day: day(date), at: allDay ? null : time(date) });
    },
    datesSet: ({ startStr, endStr, view }) => {
      const shown = { view: NAMES[view.type], day: day(view.currentStart), first: startStr.slice(0, 10), last: endStr.slice(0, 10) };
      const known = box.data.first <= shown.first && shown.last <= box.data.last;
      box.period = view.title;
      if (box.drawn && (!known || shown.view !== box.data.view || shown.day !== box.data.shown)) box.tell('range', shown);
    },
  };
}

function read(box) {
  const { address, states } = box.data;
  return [...JSON.parse(box.data.events), ...JSON.parse(box.data.moved)].map((one) => {
    const { record, state } = one.extendedProps;
    const link = address ? { url: address + record } : {};
    const looks = states[state] || { tone: 'info' };
    return { id: String(record), ...link, ...one, editable: Boolean(one.editable && box.movable), extendedProps: { ...looks, ...one.extendedProps } };
  });
}

async function build(box, element) {
  const [library] = await Promise.all([import(new URL(box.data.library, document.baseURI).href), fetchStyles(box.data.styles)]);
  box.movable = box.data.may.drag && !NARROW; // on a phone a finger scrolls; the event's page moves it there
  const { drawYear } = await import(new URL(box.data.yearScript, document.baseURI).href);
  box.fillYear = () => drawYear(box.year, box.data, (view, date) => box.calendar.changeView(VIEWS[view], date));
  const switched = NARROW && !box.data.chosen && box.data.view !== 'agenda';
  const w = box.data.words;
  box.calendar = new library.Calendar(element, {
    plugins: [library.dayGrid, library.timeGrid, library.list, library.interaction, library.theme],
    locales: [library.czech],
    locale: box.data.language,
    initialView: VIEWS[switched ? 'agenda' : box.data.view],
    initialDate: box.data.day,
    now: box.data.now,
    prevText: w.previous,
    nextText: w.next,
    todayText: w.today,
    dayText: w.day,
    monthText: w.month,
    weekTextLong: w.week,
    listText: w.agenda,
    allDayText: w.allDay,
    noEventsText: w.none,
    eventsHint: w.events,
    buttons: {
      [VIEWS.year]: { text: w.year },
      [VIEWS.month]: { text: w.month },
      [VIEWS.week]: { text: w.week },
      [VIEWS.day]: { text: w.day },
      [VIEWS.agenda]: { text: w.agenda },
    },
    ...settings(box),
    events: (info, done) => done(read(box)),
  });
  if (box.data.view === 'year') box.fillYear();
  box.calendar.render();
  if (box.data.may.share) box.root.append(share(box));
  box.drawn = true;
  if (switched) box.tell('range', { view: 'agenda', day: box.data.day });
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = make('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

// The address says the days, the view and the filters, so whoever gets it sees the same.
function share(box) {
  const { words } = box.data;
  const foot = make('div', 'k-share');
  const said = make('span');
  said.setAttribute('role', 'status');
  const press = make('button', 'k-button', words.copy);
  press.type = 'button';
  press.onclick = async () => {
    await copy(window.location.href);
    said.textContent = words.copied;
  };
  const mail = make('a', 'k-button', words.mail);
  const fill = () => {
    const subject = encodeURIComponent(`${words.subject}: ${box.period}`);
    mail.href = `mailto:?subject=${subject}&body=${encodeURIComponent(window.location.href)}`;
  };
  fill();
  mail.addEventListener('pointerdown', fill);
  mail.addEventListener('focus', fill);
  foot.append(said, press, mail);
  return foot;
}

function start(data) {
  const root = make('div', 'k-calendar');
  const help = make('p', 'k-unseen', data.words.howToMove);
  help.id = `k-move-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  return { root, data, help, drawing: make('div', 'k-drawn'), year: make('div', 'k-year') };
}

export default function ({ data, parentElement, setTriggerValue }) {
  let box = built.get(parentElement);
  if (!box || !parentElement.contains(box.root)) {
    box = start(data);
    box.root.append(box.drawing, box.help);
    parentElement.append(box.root);
    built.set(parentElement, box);
    box.ready = build(box, box.drawing);
  }
  const changed = box.data.events !== data.events || box.data.moved !== data.moved;
  box.data = data;
  box.tell = (event, value) => setTriggerValue(event, value);
  const settled = box.dropped && !data.asked;
  if (changed || settled) {
    box.dropped = box.dropped && !settled;
    box.ready.then(() => box.calendar.refetchEvents());
  }
  if (data.view === 'year') box.ready.then(() => box.fillYear());
}
