/* Newer citation numbers, once the page has shown. Whatever goes wrong, the built numbers stay. */
(() => {
  "use strict"

  const { urls, updated, text, thousands, zero } = document.currentScript.dataset
  const FIGURES = { "": "citedby", "5y": "citedby5y", "h-index": "hindex", "h-index-5y": "hindex5y", "i10-index": "i10index", "i10-index-5y": "i10index5y" }
  const isCount = value => Number.isSafeInteger(value) && value >= 0
  const LAST = new RegExp(`\\d+(?:${thousands.replace(/\W/g, "\\$&")}\\d{3})*(?!.*\\d)`, "s")
  const print = count => String(count).replace(/\B(?=(\d{3})+$)/g, () => thousands)
  let asked, day

  /* The first mirror that answers with numbers newer than the built ones. */
  async function ask() {
    for (const url of JSON.parse(urls)) {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(8000), credentials: "omit", referrerPolicy: "no-referrer" })
        const found = answer.ok && await answer.json()
        day = /^\d{4}-\d\d-\d\d/.exec(found.updated)?.[0]
        if (day > updated && found.publications) return found
      } catch { /* ask the next one */ }
    }
  }

  function fill(element, count, words = "{count}") {
    if (!isCount(count)) return
    element.textContent = words.replaceAll("{count}", () => print(count))
    element.title = day
  }

  async function show() {
    const found = document.querySelectorAll("#total_cit, span.acad-citations, span.show_paper_citations")
    const data = found.length && await (asked ||= ask())
    if (!data) return
    for (const element of found) {
      if (!element.matches(".show_paper_citations")) {
        fill(element, data[FIGURES[element.dataset.show || ""]])
        continue
      }
      const id = element.dataset.paper || element.getAttribute("data")
      const count = Object.hasOwn(data.publications, id) && data.publications[id]?.num_citations
      const isListed = element.matches(".acad-paper__citations")
      const words = isListed ? element.textContent.replace(LAST, "{count}") : text
      fill(element, count, count || zero === "true" && !isListed ? words : "")
    }
  }

  const start = () => window.document$ ? document$.subscribe(show) : show()
  if (document.readyState === "complete") start()
  else addEventListener("load", start)
})()
