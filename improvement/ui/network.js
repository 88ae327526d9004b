const SVG = "http://www.w3.org/2000/svg"

// Text nodes only: what people typed never becomes markup.
function element(name, className, text) {
  const made = document.createElement(name)
  made.className = className
  if (text) made.append(document.createTextNode(text))
  return made
}

function drawing(name, attributes) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function path(points) {
  let steps = `M${points[0][0]} ${points[0][1]}`
  for (let n = 1; n < points.length; n++) {
    const [x0, y0] = points[n - 1]
    const [x, y] = points[n]
    const middle = (x0 + x) / 2
    steps += n % 2 ? `C${middle} ${y0} ${middle} ${y} ${x} ${y}` : `H${x}`
  }
  return steps
}

function arrow([x, y], size) {
  return `M${x} ${y}l${-size} ${-size / 2}v${size}z`
}

function lineElements(line) {
  const last = line.points[line.points.length - 1]
  const [x0, y0] = line.points[line.points.length - 2]
  const kind = line.critical ? "critical" : "plain"
  const end = [last[0] - 6, last[1]]
  const drawn = [
    drawing("path", { class: `line ${kind}`, d: path([...line.points.slice(0, -1), end]) }),
    drawing("path", { class: `arrow ${kind}`, d: arrow(last, line.critical ? 12 : 9) }),
  ]
  if (line.words) {
    const words = drawing("text", { class: "words", x: (x0 + last[0]) / 2, y: y0 + (last[1] - y0) * 0.4 - 4 })
    words.append(document.createTextNode(line.words))
    drawn.push(words)
  }
  return drawn
}

function boxElement(box, data, open) {
  const chosen = box.id === data.chosen
  const made = element("button", ["box", ...box.looks, chosen ? "chosen" : ""].join(" "))
  made.type = "button"
  made.dataset.id = box.id
  made.title = box.words
  made.setAttribute("aria-label", box.words)
  if (chosen) made.setAttribute("aria-current", "true")
  made.style.left = `${box.at[0]}px`
  made.style.top = `${box.at[1]}px`
  made.style.width = `${data.box[0]}px`
  made.style.height = `${data.box[1]}px`
  made.append(element("span", "title", box.title), element("span", "detail", box.detail))
  made.onclick = () => open(box.id)
  return made
}

function picture(data, open) {
  const [width, height] = data.size
  const field = element("div", "field")
  field.style.width = `${width}px`
  field.style.height = `${height}px`
  const lines = drawing("svg", { width, height, "aria-hidden": "true" })
  lines.append(...data.lines.flatMap(lineElements))
  field.append(...data.boxes.map((box) => boxElement(box, data, open)), lines)
  return field
}

// only the picture moves, never the page
function showChosen(frame) {
  const box = frame.querySelector(".chosen")
  if (!box) return
  frame.scrollLeft = box.offsetLeft - (frame.clientWidth - box.offsetWidth) / 2
  frame.scrollTop = box.offsetTop - (frame.clientHeight - box.offsetHeight) / 2
}

export default function ({ data, parentElement, setTriggerValue }) {
  const written = JSON.stringify(data)
  const before = parentElement.querySelector(".network")
  if (before?.dataset.written === written) return
  const focused = parentElement.activeElement?.dataset?.id
  const frame = element("div", "network")
  frame.dataset.written = written
  frame.setAttribute("role", "group")
  frame.setAttribute("aria-label", data.words)
  frame.append(picture(data, (target) => setTriggerValue("open", target)))
  before ? before.replaceWith(frame) : parentElement.append(frame)
  showChosen(frame)
  if (focused) {
    const boxes = [...frame.querySelectorAll("button")]
    boxes.find((box) => box.dataset.id === focused)?.focus({ preventScroll: true })
  }
}
