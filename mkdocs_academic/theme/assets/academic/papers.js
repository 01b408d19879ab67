/* Lists of publications: search box, years, chips, which keep their state in the page's address; copying of BibTeX. */
(() => {
  "use strict"

  const NAMES = ["find", "year", "type", "topic"] // Material takes "q"
  const all = (selector, root) => Array.from(root.querySelectorAll(selector))

  function start() {
    all(".acad-filter[hidden]", document).forEach(setUp)
    if (navigator.clipboard) all(".acad-copy", document).forEach(button => { button.hidden = false })
  }

  function copy(event) {
    const button = event.target.closest(".acad-copy")
    if (!button) return
    navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent)
      .then(() => { button.textContent = button.dataset.done })
  }

  function setUp(form) {
    const list = form.closest(".acad-papers")
    if (!list) return
    const papers = all(".acad-paper", list).map(element => ({ element, text: fold(element.textContent) }))
    const chips = all(".acad-filter__chip", form)
    const fields = all("input, select", form)
    const found = form.querySelector("output")

    function read() {
      const asked = new URLSearchParams(location.search)
      fields.forEach(field => { field.value = asked.get(field.name) || "" })
      chips.forEach(chip => chip.setAttribute("aria-pressed", String(asked.getAll(chip.name).includes(chip.value))))
    }

    function chosen() {
      const asked = new URLSearchParams()
      fields.filter(field => field.value).forEach(field => asked.append(field.name, field.value))
      chips.filter(chip => chip.getAttribute("aria-pressed") === "true").forEach(chip => asked.append(chip.name, chip.value))
      return asked
    }

    function show() {
      const asked = chosen()
      const words = fold(asked.get("find") || "").split(/\s+/)
      const shown = papers.filter(({ element, text }) => {
        const { year, type, topic } = element.dataset
        const isShown = words.every(word => text.includes(word)) &&
          (!asked.has("year") || asked.get("year") === year) &&
          (!asked.has("type") || asked.getAll("type").includes(type)) &&
          (!asked.has("topic") || topic.split("|").some(name => asked.getAll("topic").includes(name)))
        element.hidden = !isShown
        return isShown
      })
      all(".acad-papers__group", list).forEach(group => { group.hidden = !group.querySelector(".acad-paper:not([hidden])") })
      if (found) {
        const isAll = !asked.toString()
        found.textContent = isAll ? "" : shown.length ? `${shown.length} / ${papers.length}` : found.dataset.none
      }
    }

    function keep() {
      const url = new URL(location.href)
      NAMES.forEach(name => url.searchParams.delete(name))
      chosen().forEach((value, name) => url.searchParams.append(name, value))
      history.replaceState(history.state, "", url)
      show()
    }

    form.addEventListener("submit", event => event.preventDefault())
    fields.forEach(field => field.addEventListener("input", keep))
    chips.forEach(chip => chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"))
      keep()
    }))
    addEventListener("popstate", () => { if (form.isConnected) { read(); show() } })
    form.hidden = false
    read()
    show()
  }

  /* Without case and diacritics, as people type. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  }

  document.addEventListener("click", copy)
  start()
  if (window.document$) window.document$.subscribe(start)
})()
