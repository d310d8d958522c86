"""What a page has to be like in a browser: each check returns a list of complaints, empty when all is well."""

import json

# The bounding boxes of what a chart draws. A chart can stay blank without an error, so an <svg> alone proves nothing.
MARKS = """
() => Array.from(document.querySelectorAll('figure.chart'), (figure) => ({
  id: figure.id, title: figure.querySelector('h3').textContent, isEmpty: figure.querySelector('.empty') !== null,
  marks: Array.from(figure.querySelectorAll('.plot .role-mark path, .plot .role-mark rect'), (mark) => {
    const box = mark.getBoundingClientRect();
    return [box.width, box.height];
  }).filter(([width, height]) => width > 1 || height > 1).length,
  width: figure.querySelector('.plot svg')?.getBoundingClientRect().width ?? 0,
}))
"""

WIDER_THAN_THE_PAGE = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const inScroller = (element) => element.parentElement !== null &&
    (getComputedStyle(element.parentElement).overflowX !== 'visible' || inScroller(element.parentElement));
  return Array.from(document.querySelectorAll('body *'))
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !inScroller(element))
    .slice(0, 5).map((element) => element.tagName + '.' + element.className);
}
"""

# The contrast of text with the ground behind it, by the formula of WCAG 2.
LOW_CONTRAST = """
() => {
  const channel = (value) => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = (element) => {
    for (let place = element; place; place = place.parentElement) {
      const colour = numbers(getComputedStyle(place).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll('h1, h2, h3, p, dt, dd, td, th, a, span, summary, label, figcaption')) {
    if (!element.checkVisibility() || !element.textContent.trim()) continue;
    const [text, behind] = [light(numbers(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
    if (ratio < 4.5) found.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
  return found.slice(0, 5);
}
"""


def charts(page) -> list:
    complaints = []
    for chart in page.evaluate(MARKS):
        if chart["isEmpty"]:
            complaints.append(f"the chart '{chart['title']}' says that it is empty")
        elif chart["marks"] == 0 or chart["width"] < 200:
            complaints.append(f"the chart '{chart['title']}' drew {json.dumps(chart)}")
    return complaints


def charts_are_drawn(page) -> None:
    """Waits until every chart has drawn or said why not."""
    page.wait_for_function(
        "() => Array.from(document.querySelectorAll('figure.chart .plot'))"
        ".every((plot) => plot.querySelector('svg') || plot.classList.contains('empty'))", timeout=20_000)
    page.wait_for_function("() => !document.body.classList.contains('loading')", timeout=20_000)


def frame(page) -> list:
    """What every page has: a heading, its place in the navigation, no scrolling sideways, text that can be read."""
    complaints = [f"wider than the page: {element}" for element in page.evaluate(WIDER_THAN_THE_PAGE)]
    complaints += [f"low contrast: {text}" for text in page.evaluate(LOW_CONTRAST)]
    if page.locator("h1").count() != 1:
        complaints.append("it has not exactly one heading")
    if page.locator("nav a[aria-current=page]").count() != 1:
        complaints.append("it has no place in the navigation")
    if page.locator(".card.error").count():
        complaints.append("it shows an error: " + page.locator(".card.error").first.inner_text()[:400])
    return complaints


def as_of(page) -> list:
    return [] if page.locator(".asof time[datetime]").count() == 1 else ["it does not say as of when its data is"]


def pointing_shows_values(page) -> list:
    """Pointing into each chart shows names with values, and none of them is missing."""
    complaints = []
    for plot in page.locator("figure.chart .plot svg").all():
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        # Where there is a rule that follows the pointer, any place answers; elsewhere the first mark does.
        mark = plot.locator(".mark-rect.role-mark path, .mark-symbol.role-mark path").first
        if plot.locator(".mark-rule.role-mark").count() == 0 and mark.count():
            box = mark.bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.5)
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
        try:
            page.wait_for_selector("#vg-tooltip-element.visible td.value", timeout=5_000)
            text = page.locator("#vg-tooltip-element").inner_text()
        except Exception:
            text = "nothing"
        if text == "nothing" or any(word in text for word in ("undefined", "NaN", "null")):
            title = plot.evaluate("(svg) => svg.closest('figure').querySelector('h3').textContent")
            complaints.append(f"pointing into the chart '{title}' shows {text!r}")
        page.mouse.move(2, 2)
    return complaints


def inputs_change_figures(page) -> list:
    """A shorter period has fewer trips, on the cards and in the address."""
    total = page.locator(".figures dd.number").first
    before = total.inner_text()
    first_day = page.locator("input[name=period_from]")
    last_day = page.locator("input[name=period_to]").input_value()
    first_day.fill(last_day)
    try:
        page.wait_for_function(
            "(before) => document.querySelector('.figures dd.number').textContent.trim() !== before", arg=before.strip(),
            timeout=10_000)
    except Exception:
        return ["a shorter period does not change the figures"]
    charts_are_drawn(page)
    number = lambda text: int(text.replace(",", ""))
    complaints = [] if number(total.inner_text()) < number(before) else ["a shorter period has more trips"]
    if f"period_from={last_day}" not in page.url:
        complaints.append("the address does not hold the period: " + page.url)
    page.reload()
    if page.locator("input[name=period_from]").input_value() != last_day:
        complaints.append("the period is lost when the page is loaded again")
    return complaints


def tables_sort_and_filter(page) -> list:
    """Sorting by a numeric column orders its rows, and filtering leaves only rows that hold the word."""
    complaints = []
    table = page.locator("section.table:has(th.number)").first
    column = table.locator("th.number").first
    index = column.evaluate("(head) => head.cellIndex")
    values = lambda: [float(text.replace(",", "").replace("%", "").replace("–", "nan"))
                      for text in table.locator(f"tbody tr:visible td:nth-child({index + 1})").all_inner_texts()]
    button = column.locator("button")
    button.click()
    if values() != sorted(values(), reverse=True) or column.get_attribute("aria-sort") != "descending":
        complaints.append("the first click on a numeric column does not sort it downwards")
    button.click()
    if values() != sorted(values()):
        complaints.append("the second click on a numeric column does not sort it upwards")
    search = table.locator("input[type=search]")
    text = table.locator("tbody tr:visible td").first.inner_text()
    search.fill(text)
    rows = table.locator("tbody tr:visible").all_inner_texts()
    if not rows or any(word not in row.lower() for row in rows for word in text.lower().split()):
        complaints.append(f"the filter '{text}' leaves {len(rows)} rows, not all of them with its words")
    search.fill("nothing has this text")
    if table.locator("tbody tr:visible").count():
        complaints.append("a filter that fits nothing leaves rows")
    return complaints
