// Watches a page from its start; `window.seen` holds what quality.py asks for.
(() => {
  const seen = { shift: 0, shifts: [], paint: 0, blocking: 0 }
  const watch = (type, hear) =>
    new PerformanceObserver(list => list.getEntries().forEach(hear)).observe({ type, buffered: true })
  const name = node => node ? `${node.nodeName.toLowerCase()}.${String(node.className).trim().replace(/\s+/g, ".")}` : "?"

  watch("layout-shift", entry => {
    if (entry.hadRecentInput) return
    seen.shift += entry.value
    seen.shifts.push(`${entry.value.toFixed(4)} ${entry.sources.map(source => name(source.node)).join(", ")}`)
  })
  watch("largest-contentful-paint", entry => { seen.paint = entry.startTime })
  watch("longtask", entry => { seen.blocking += Math.max(0, entry.duration - 50) })
  window.seen = seen

  seen.wide = () => {
    const width = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - width
    const wide = over > 0 ? [...document.querySelectorAll("main *")] : []
    return [over, wide.filter(node => node.getBoundingClientRect().right > width + 1).slice(0, 4).map(name)]
  }

  // Contrast of text with the colours behind it, as WCAG 2.2 (1.4.3) defines it. Text on pictures is left out.
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const known = {}
  const rgba = colour => known[colour] ??= (() => {
    probe.clearRect(0, 0, 1, 1)
    probe.fillStyle = colour
    probe.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = probe.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  })()
  const over = (above, below) => [0, 1, 2].map(part => above[part] * above[3] + below[part] * (1 - above[3]))
  const light = colour => {
    const [red, green, blue] = colour.map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  const behind = element => {
    const layers = []
    for (let node = element; node; node = node.parentElement) {
      const style = getComputedStyle(node)
      if (style.backgroundImage !== "none") return null
      const colour = rgba(style.backgroundColor)
      layers.unshift(colour)
      if (colour[3] === 1) break
    }
    return layers.reduce((below, above) => over(above, below), [255, 255, 255])
  }

  seen.pale = () => {
    const pale = {}
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text; (text = texts.nextNode());) {
      const element = text.parentElement
      if (!text.data.trim() || element.closest("script, style, noscript, template, [disabled], svg")) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const style = getComputedStyle(element)
      const below = behind(element)
      if (!below || parseFloat(style.opacity) < 1) continue
      const [first, second] = [light(over(rgba(style.color), below)), light(below)]
      const ratio = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
      const size = parseFloat(style.fontSize)
      const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700)
      if (ratio < (large ? 3 : 4.5) - 0.005) pale[name(element)] ??= `${ratio.toFixed(2)} ${name(element)}: ${text.data.trim().slice(0, 40)}`
    }
    return Object.values(pale)
  }
})()
