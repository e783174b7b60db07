// The calendar of events. Titles only ever enter as text; the library is fetched once, when a calendar is first shown.

const built = new WeakMap();
const VIEWS = { month: 'dayGridMonth', week: 'timeGridWeek', agenda: 'listFromDay' };
const NAMES = Object.fromEntries(Object.entries(VIEWS).map(([name, view]) => [view, name]));

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function sign(name) {
  const element = make('span', 'k-sign', name);
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('translate', 'no');
  return element;
}

function fetchStyles(addresses) {
  return Promise.all(
    addresses.map((address) => {
      if (document.head.querySelector(`link[href="${CSS.escape(address)}"], link[href="${address}"]`)) return null;
      const link = make('link');
      link.rel = 'stylesheet';
      link.href = address;
      document.head.append(link);
      return new Promise((done) => {
        link.onload = link.onerror = done;
      });
    }),
  );
}

const day = (date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

function pill(word, tone, symbol) {
  const element = make('span', `k-state k-${tone}`);
  element.append(sign(symbol), make('span', '', word));
  return element;
}

function inside({ event, timeText, view }) {
  const { word, tone, symbol, off, clash, venue, words } = event.extendedProps;
  const listed = view.type === VIEWS.agenda;
  const whole = make('span', `k-event-inside${listed ? ' k-listed' : ''}`);
  const line = make('span', `k-event-line${off ? ' k-off' : ''}`);
  if (symbol && !listed) line.append(sign(symbol), ' ');
  if (listed) line.append(make('span', 'k-event-time', event.allDay ? words.allDay : timeText));
  else if (timeText) line.append(make('span', 'k-event-time', timeText), ' ');
  line.append(make('span', 'k-event-title', event.title));
  whole.append(line);
  if (clash) {
    const mark = make('span', 'k-clash');
    mark.append(sign('warning'), ` ${words.clash}`);
    whole.append(mark);
  }
  if (listed && venue) whole.append(make('span', 'k-event-venue', venue));
  if (word) whole.append(listed ? pill(word, tone, symbol) : make('span', 'k-unseen', word));
  return { domNodes: [whole] };
}

function settings(box) {
  const words = () => box.data.words;
  const holiday = (date) => box.data.holidays[day(date)];
  const named = ({ el, date }) => {
    if (holiday(date)) el.append(make('span', 'k-holiday', holiday(date)));
  };
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
    scrollTime: '08:00:00',
    headerToolbar: { start: 'prev,next today', center: 'title', end: Object.values(VIEWS).join(',') },
    eventTimeFormat: { hour: 'numeric', minute: '2-digit' },
    slotHeaderFormat: { hour: 'numeric', minute: '2-digit' },
    views: {
      [VIEWS.week]: { displayEventEnd: false, titleFormat: { year: 'numeric', month: 'long', day: 'numeric' } },
      [VIEWS.agenda]: { type: 'list', duration: { days: box.data.agenda } },
    },
    eventContent: inside,
    eventClass: ({ event, view }) =>
      view.type === VIEWS.agenda ? 'k-listing' : `k-event k-${event.extendedProps.tone}${view.type === VIEWS.week ? ' k-tall' : ''}`,
    eventBeforeClass: 'k-no-dot',
    listItemEventBeforeClass: 'k-no-dot',
    dayCellTopClass: 'k-day-head',
    dayCellTopInnerClass: 'k-day-head',
    dayCellClass: ({ date }) => (holiday(date) ? 'k-day-off' : date.getDay() % 6 === 0 ? 'k-weekend' : ''),
    dayCellTopContent: ({ date, dayNumberText, text }) => {
      const top = make('span', 'k-day-top');
      const whole = date.toLocaleDateString(box.data.language, { day: 'numeric', month: 'long', year: 'numeric' });
      top.append(make('span', 'k-unseen', whole));
      if (holiday(date)) top.append(make('span', 'k-holiday', holiday(date)));
      const number = make('span', 'k-day-number', dayNumberText || text || String(date.getDate()));
      number.setAttribute('aria-hidden', 'true');
      top.append(number);
      return { domNodes: [top] };
    },
    dayCellDidMount: ({ el }) => el.removeAttribute('aria-label'), // its contents name it; the date is among them
    dayHeaderDidMount: ({ el, date, view }) => view.type === VIEWS.week && named({ el, date }),
    listDayHeaderDidMount: named,
    moreLinkText: (n) => words().more.replace('{n}', n),
    eventClick: ({ event, jsEvent }) => {
      if (jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey) return;
      jsEvent.preventDefault();
      box.tell('open', event.extendedProps.record);
    },
    datesSet: ({ startStr, endStr, view }) => {
      const shown = { view: NAMES[view.type], day: day(view.currentStart), first: startStr.slice(0, 10), last: endStr.slice(0, 10) };
      const known = box.data.first <= shown.first && shown.last <= box.data.last;
      if (box.drawn && (!known || shown.view !== box.data.view || shown.day !== box.data.shown)) box.tell('range', shown);
    },
  };
}

async function build(box, element) {
  const [library] = await Promise.all([import(new URL(box.data.library, document.baseURI).href), fetchStyles(box.data.styles)]);
  const narrow = window.matchMedia('(max-width: 640px)').matches;
  const switched = narrow && !box.data.chosen && box.data.view !== 'agenda';
  const w = box.data.words;
  box.calendar = new library.Calendar(element, {
    plugins: [library.dayGrid, library.timeGrid, library.list, library.theme],
    locales: [library.czech],
    locale: box.data.language,
    initialView: VIEWS[switched ? 'agenda' : box.data.view],
    initialDate: box.data.day,
    now: box.data.now,
    prevText: w.previous,
    nextText: w.next,
    todayText: w.today,
    monthText: w.month,
    weekTextLong: w.week,
    listText: w.agenda,
    allDayText: w.allDay,
    noEventsText: w.none,
    eventsHint: w.events,
    buttons: {
      [VIEWS.month]: { text: w.month },
      [VIEWS.week]: { text: w.week },
      [VIEWS.agenda]: { text: w.agenda },
    },
    ...settings(box),
    events: (info, done) => done(box.data.events),
  });
  box.calendar.render();
  box.drawn = true;
  if (switched) box.tell('range', { view: 'agenda', day: box.data.day });
}

export default function ({ data, parentElement, setTriggerValue }) {
  let box = built.get(parentElement);
  if (!box || !parentElement.contains(box.root)) {
    const root = make('div', 'k-calendar');
    parentElement.append(root);
    box = { root, data };
    built.set(parentElement, box);
    box.ready = build(box, root);
  }
  const changed = JSON.stringify(box.data.events) !== JSON.stringify(data.events);
  box.data = data;
  box.tell = (event, value) => setTriggerValue(event, value);
  if (changed) box.ready.then(() => box.calendar.refetchEvents());
}
