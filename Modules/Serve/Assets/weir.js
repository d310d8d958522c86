// What a page does in the browser: draws its charts, sorts and filters its tables, and follows its inputs.
// The page is complete without it; nothing here fetches anything but the page itself.
'use strict';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const looks = JSON.parse(document.getElementById('looks').textContent);

// Charts

function drawChart(figure) {
  const plot = figure.querySelector('.plot');
  const spec = figure.querySelector('.spec');
  if (!plot || !spec) return;
  if (!window.vegaEmbed) {
    plot.textContent = 'The chart library is missing. Run `make setup`, then reload this page.';
    plot.classList.add('empty');
    return;
  }
  const document_ = JSON.parse(spec.textContent);
  document_.config = dark.matches ? looks.dark : looks.light;
  // ast: expressions are interpreted, so that the content policy needs no 'unsafe-eval'. The styles that vega-embed
  // and its tooltip would put into the page stand in weir.css.
  window.vegaEmbed(plot, document_, {
    ast: true, actions: false, renderer: 'svg', defaultStyle: false, tooltip: {disableDefaultStyle: true},
  }).then((result) => {
    if (plot.vegaResult) plot.vegaResult.finalize();
    plot.vegaResult = result;
  }, (error) => {
    plot.textContent = 'This chart could not be drawn: ' + error.message;
    plot.classList.add('empty');
  });
}

function drawCharts(root) {
  for (const figure of root.querySelectorAll('.chart')) drawChart(figure);
}

// Tables

function cellKey(cell) {
  const text = cell.dataset.value === undefined ? cell.textContent : cell.dataset.value;
  return text === '–' ? '' : text;
}

function compare(left, right) {
  // Rows without a value stand at the end, whichever way is sorted.
  const [a, b] = [Number(left), Number(right)];
  if (left !== '' && right !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return left.localeCompare(right, undefined, {numeric: true});
}

function prepareTable(section) {
  const body = section.querySelector('tbody');
  if (!body) return;
  const rows = Array.from(body.rows);
  const size = Number(section.dataset.rows);
  const search = section.querySelector('input[type=search]');
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'show';
  let shown = size;

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let matching = 0;
    for (const row of body.rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word));
      if (fits) matching += 1;
      row.hidden = !fits || matching > shown;
    }
    more.hidden = matching <= shown;
    more.textContent = `Show ${Math.min(size * 4, matching - shown)} more of ${matching}`;
  }

  section.querySelectorAll('thead th').forEach((head, index) => {
    head.querySelector('button').addEventListener('click', () => {
      const isNumber = head.classList.contains('number');
      const first = isNumber ? 'descending' : 'ascending';
      const order = head.ariaSort === 'none' ? first : head.ariaSort === 'ascending' ? 'descending' : 'ascending';
      for (const other of section.querySelectorAll('thead th')) other.ariaSort = 'none';
      head.ariaSort = order;
      const sign = order === 'ascending' ? 1 : -1;
      const keyed = Array.from(body.rows, (row) => [cellKey(row.cells[index]), row]);
      keyed.sort(([a], [b]) => (a === '') - (b === '') || sign * compare(a, b));
      body.append(...keyed.map(([, row]) => row));
      show();
    });
  });
  search.addEventListener('input', show);
  more.addEventListener('click', () => { shown += size * 4; show(); });
  search.hidden = rows.length < 6;
  section.append(more);
  show();
}

function prepare(root) {
  drawCharts(root);
  root.querySelectorAll('section.table').forEach(prepareTable);
}

// Inputs, and pages that change while they are open

let turn = 0;

async function refresh(keepInputs) {
  const mine = ++turn;
  document.body.classList.add('loading');
  try {
    const answer = await fetch(window.location.href, {headers: {Accept: 'text/html'}});
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== turn) return;  // A newer selection is on its way.
    const [old, main] = [document.getElementById('main'), fresh.getElementById('main')];
    const form = old.querySelector('form.inputs');
    const newForm = main.querySelector('form.inputs');
    // The form keeps its focus while somebody uses it.
    if (keepInputs && form && newForm) newForm.replaceWith(form);
    const open = new Set(Array.from(old.querySelectorAll('details[open]'), (details) => details.id));
    for (const details of main.querySelectorAll('details')) details.open = open.has(details.id);
    const place = window.scrollY;
    const focused = document.activeElement;
    old.replaceChildren(...main.childNodes);
    if (focused && form && form.contains(focused)) focused.focus();
    prepare(old);
    if (!keepInputs) prepareForm(old);
    window.scrollTo(0, place);
  } finally {
    if (mine === turn) document.body.classList.remove('loading');
  }
}

function prepareForm(root) {
  const form = root.querySelector('form.inputs');
  if (!form) return;
  form.classList.add('live');
  let timer;
  const follow = () => {
    if (!form.reportValidity()) return;
    const query = new URLSearchParams(new FormData(form));
    window.history.replaceState(null, '', window.location.pathname + '?' + query);
    refresh(true);
  };
  form.addEventListener('input', (event) => {
    const output = event.target.closest('.slider')?.querySelector('output');
    if (output) output.textContent = event.target.value;
    clearTimeout(timer);
    timer = setTimeout(follow, event.target.type === 'range' || event.target.type === 'date' ? 250 : 0);
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); follow(); });
}

function listen() {
  if (!('live' in document.body.dataset) || !window.EventSource) return;
  const events = new EventSource('/events');
  let wasOpen = false;
  events.addEventListener('hello', () => {
    if (wasOpen) refresh(false);  // The server was away.
    wasOpen = true;
  });
  events.addEventListener('page', () => refresh(false));
  // New runs and days belong into the inputs as well, unless somebody is using them.
  events.addEventListener('data', () => refresh(!!document.activeElement.closest('form.inputs')));
  window.addEventListener('pagehide', () => events.close());
}

prepare(document);
prepareForm(document);
listen();
dark.addEventListener('change', () => drawCharts(document));
