/* Counts visits with the service that the site's author chose. Nothing is loaded, and nothing told to anyone, before
   the page has loaded, where the browser asks not to be tracked, or where consent is asked for and was not given. */
(() => {
  "use strict"

  const { provider, property, script, host, consent } = document.currentScript.dataset
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || window.doNotTrack === "1") return
  if (consent !== undefined && !(window.__md_get && (window.__md_get("__consent") || {}).analytics)) return

  /* Each returns what counts a further page that Material loads into this one; the other services notice by themselves. */
  const services = {
    google() {
      window.dataLayer = window.dataLayer || []
      const gtag = function () { window.dataLayer.push(arguments) }
      gtag("js", new Date())
      gtag("config", property)
      askForFeedback(gtag)
      document.addEventListener("focusout", ({ target }) => {
        if (target.name === "query" && target.value) gtag("event", "search", { search_term: target.value })
      })
      return () => gtag("config", property, { page_path: location.pathname })
    },
    matomo() {
      const matomo = window._paq = window._paq || []
      matomo.push(["setTrackerUrl", `${host}/matomo.php`], ["setSiteId", property], ["setDoNotTrack", true])
      matomo.push(["trackPageView"], ["enableLinkTracking"])
      return () => matomo.push(["setCustomUrl", location.href], ["setDocumentTitle", document.title], ["trackPageView"])
    },
    baidu() {
      window._hmt = window._hmt || []
      return () => window._hmt.push(["_trackPageview", location.pathname + location.search])
    },
    plausible() {
      const plausible = window.plausible = window.plausible || function () { (plausible.q = plausible.q || []).push(arguments) }
      plausible.init = plausible.init || (options => { plausible.o = options || {} })
      plausible.init()
    },
  }
  const attributes = {
    plausible: property ? { domain: property } : {},
    umami: { websiteId: property, doNotTrack: "true" },
    cloudflare: { cfBeacon: JSON.stringify({ token: property }) },
  }

  /* Material's "Was this page helpful?", which it tells to Google Analytics. */
  function askForFeedback(gtag) {
    const show = () => { if (document.forms.feedback) document.forms.feedback.hidden = false }
    document.addEventListener("click", event => {
      const button = event.target.closest("form[name=feedback] [type=submit]")
      if (!button) return
      event.preventDefault()
      const data = button.dataset.mdValue
      gtag("event", "feedback", { page: location.pathname, data })
      button.form.firstElementChild.disabled = true
      const note = Array.from(button.form.querySelectorAll(".md-feedback__note [data-md-value]"))
        .find(element => element.dataset.mdValue === data)
      if (note) note.hidden = false
    })
    show()
    new MutationObserver(show).observe(document.body, { childList: true, subtree: true })
  }

  /* Whatever loads a page into this one changes its head. */
  function onFurtherPages(count) {
    let seen = location.pathname
    new MutationObserver(() => {
      if (location.pathname === seen) return
      seen = location.pathname
      count()
    }).observe(document.head, { childList: true, subtree: true, characterData: true })
  }

  function load() {
    const count = services[provider] && services[provider]()
    if (count) onFurtherPages(count)
    const element = document.createElement("script")
    element.async = true
    element.src = script
    Object.assign(element.dataset, attributes[provider])
    document.head.append(element)
  }

  if (document.readyState === "complete") load()
  else addEventListener("load", load, { once: true })
})()
