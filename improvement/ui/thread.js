// Text nodes only: what people typed never becomes markup.
function element(name, className, text) {
  const made = document.createElement(name)
  made.className = className
  if (text) made.append(document.createTextNode(text))
  return made
}

function cellElement(cell, heading, open) {
  const box = element("div", "cell")
  box.setAttribute("role", "cell")
  const inner = element(cell.target ? "button" : "div", `box ${cell.state}`)
  if (cell.target) {
    inner.type = "button"
    inner.setAttribute("aria-label", [heading, cell.title, cell.detail].filter(Boolean).join(": "))
    inner.onclick = () => open(cell.target)
  }
  inner.append(element("span", "heading", heading))
  inner.append(element("span", "title", cell.title))
  if (cell.detail) inner.append(element("span", "detail", cell.detail))
  box.append(inner)
  return box
}

function linkElement(kind, broken) {
  const link = element("div", `link ${kind}`)
  if (kind !== "broken") {
    link.setAttribute("aria-hidden", "true")
    return link
  }
  link.setAttribute("role", "img")
  link.setAttribute("aria-label", broken)
  link.append(element("span", "cross", "✕"))
  return link
}

function rowElement(row, data, open) {
  const line = element("div", "row")
  line.setAttribute("role", "row")
  row.cells.forEach((cell, place) => {
    if (place > 0) line.append(linkElement(row.links[place - 1], data.broken))
    line.append(cellElement(cell, data.headings[place], open))
  })
  return line
}

function headElement(headings) {
  const line = element("div", "row head")
  line.setAttribute("role", "row")
  headings.forEach((heading, place) => {
    if (place > 0) line.append(element("div", "gap"))
    const head = element("div", "name", heading)
    head.setAttribute("role", "columnheader")
    line.append(head)
  })
  return line
}

export default function ({ data, parentElement, setTriggerValue }) {
  const written = JSON.stringify(data)
  const before = parentElement.querySelector(".thread")
  if (before?.dataset.written === written) return
  const buttons = before ? [...before.querySelectorAll("button")] : []
  const focused = buttons.indexOf(parentElement.activeElement)
  const open = (target) => setTriggerValue("open", target)
  const thread = element("div", "thread")
  thread.dataset.written = written
  thread.setAttribute("role", "table")
  thread.append(headElement(data.headings), ...data.rows.map((row) => rowElement(row, data, open)))
  before ? before.replaceWith(thread) : parentElement.append(thread)
  thread.querySelectorAll("button")[focused]?.focus()
}
