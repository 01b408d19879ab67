/* The bar: what does not fit goes behind a button, the section being read is marked. The page is whole without it. */
(() => {
  "use strict"

  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector))
  const { bundle, wait } = document.currentScript.dataset
  let observers = []
  let isLoading = false
  let key // the last one that was pressed

  /* For each document, and once more when Material's script has come. */
  function start() {
    observers.forEach(observer => observer.disconnect())
    observers = []
    const wide = all("pre, pre > code").filter(code => code.scrollWidth > code.clientWidth) // before anything changes
    all("[data-acad=nav]:not(.acad-nav--ready)").forEach(fitNavigation)
    markCurrentSection()
    all(".acad-toggle:not([data-acad-ready])").forEach(bindToggle)
    all(".paper-interaction[onclick]").forEach(makeButton)
    all(".md-code__nav").forEach(nav => { nav.role = "none" }) // Material's copy buttons are no landmarks
    wide.forEach(code => { code.tabIndex = 0 }) // scrolled by keys
  }

  function observe(observer, elements) {
    elements.forEach(element => observer.observe(element))
    observers.push(observer)
  }

  /* Drawer and search are checkboxes of Material's. */
  function bindToggle(button) {
    const box = document.getElementById(`__${button.dataset.acad}`)
    if (!box) return
    button.dataset.acadReady = ""
    const inside = { drawer: ".md-sidebar--primary .md-nav__item a[href]", search: ".md-search__input" }[button.dataset.acad]
    button.addEventListener("click", () => {
      box.click()
      setTimeout(() => { // once it has slid in
        const first = all(inside).find(element => element.offsetParent)
        if (box.checked && first) first.focus()
      }, 300)
    })
    box.addEventListener("change", () => {
      button.setAttribute("aria-expanded", String(box.checked))
      if (box.checked || key === "Tab" || !button.offsetParent || !document.activeElement.matches(inside)) return
      setTimeout(() => button.focus())
    })
  }

  function closeDrawer() {
    const button = document.querySelector(".acad-toggle[data-acad=drawer][aria-expanded=true]")
    if (button) button.click()
  }

  /* The clickable boxes of old pages, for the keyboard too. */
  function makeButton(element) {
    if (element.tabIndex === 0) return
    element.tabIndex = 0
    element.setAttribute("role", "button")
    element.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return
      event.preventDefault()
      element.click()
    })
  }

  function fitNavigation(nav) {
    const list = nav.querySelector(".acad-nav__list")
    const more = nav.querySelector(".acad-nav__more")
    const button = more && more.querySelector("button")
    const menu = more && more.querySelector(".acad-menu__list")
    if (!list || !button || !menu) return
    const items = Array.from(list.children)
    const widths = items.map(item => item.getBoundingClientRect().width)
    const total = widths.reduce((sum, width) => sum + width, 0)
    let shown = -1

    function fit() {
      const room = nav.clientWidth
      let count = items.length
      if (total > room) {
        let left = room - 96 // the button
        for (count = 0; count < items.length && (left -= widths[count]) >= 0;) count++
        if (count < 2) count = 0
      }
      if (count === shown) return
      shown = count
      list.append(...items.slice(0, count))
      menu.append(...items.slice(count))
      more.hidden = count === items.length
      nav.classList.toggle("acad-nav--collapsed", count === 0)
      label(nav)
    }

    button.addEventListener("click", () => open(button, menu, menu.hidden))
    menu.addEventListener("click", event => event.target.closest("a") && open(button, menu, false))
    nav.classList.add("acad-nav--ready")
    fit()
    new ResizeObserver(fit).observe(nav)
  }

  function open(button, menu, isOpen) {
    menu.hidden = !isOpen
    button.setAttribute("aria-expanded", String(isOpen))
  }

  /* On a phone the button says where the reader is. */
  function label(nav) {
    const text = nav.querySelector("[data-acad=more]")
    if (!text) return
    text.dataset.more = text.dataset.more || text.textContent
    const current = nav.querySelector("a[aria-current]")
    const isCollapsed = nav.classList.contains("acad-nav--collapsed")
    text.textContent = isCollapsed && current ? current.textContent.trim() : text.dataset.more
  }

  function closeMenus(except) {
    all(".acad-nav__more button[aria-expanded=true]").forEach(button => {
      if (!except || !button.parentElement.contains(except)) open(button, button.nextElementSibling, false)
    })
    all(".acad-menu[open]").forEach(menu => {
      if (!except || !menu.contains(except)) menu.open = false
    })
  }

  function markCurrentSection() {
    const sections = all("[data-acad=nav] a[href*='#']")
      .filter(link => link.pathname === location.pathname && link.host === location.host)
      .map(link => ({ link, target: document.getElementById(decode(link.hash.slice(1))) }))
      .filter(section => section.target)
      .sort((a, b) => a.target.compareDocumentPosition(b.target) & 4 ? -1 : 1)
    if (!sections.length) return
    const line = 112

    function mark() {
      const top = section => section.target.getBoundingClientRect().top
      const isEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2
      const asked = sections.find(section => section.link.hash === location.hash && top(section) < innerHeight)
      const read = sections.filter(section => top(section) <= line).pop()
      const last = isEnd && scrollY > 0 ? asked || sections[sections.length - 1] : null
      const first = top(sections[0]) < innerHeight / 3 ? sections[0] : null
      const current = last || read || first
      sections.forEach(({ link }) => {
        if (current && link === current.link) link.setAttribute("aria-current", "location")
        else link.removeAttribute("aria-current")
      })
      all("[data-acad=nav]").forEach(label)
    }

    const root = { rootMargin: `-${line}px 0px 100000px 0px` }
    observe(new IntersectionObserver(mark, root), sections.map(section => section.target))
    observe(new IntersectionObserver(mark), all(".md-footer"))
  }

  function decode(id) {
    try {
      return decodeURIComponent(id)
    } catch {
      return id
    }
  }

  document.addEventListener("keydown", event => { key = event.key }, true)
  document.addEventListener("click", event => closeMenus(event.target))
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    closeDrawer()
    const opener = document.activeElement && document.activeElement.closest(".acad-nav__more, .acad-menu")
    closeMenus()
    const button = opener && opener.querySelector("button, summary")
    if (button) button.focus()
  })

  /* Material's script takes a phone's processor for a while: it comes with the reader's first move, or when all is calm. */
  function loadBundle() {
    if (isLoading) return
    isLoading = true
    const waiting = window.document$
    const script = document.createElement("script")
    script.src = bundle
    script.onload = () => {
      waiting.forEach(listener => window.document$.subscribe(listener))
      window.document$.next(document) // it waits for an event that was long ago
      all("[name=__palette]:checked").forEach(option => option.dispatchEvent(new Event("change"))) // chosen before it came
    }
    document.head.append(script)
  }

  requestAnimationFrame(() => setTimeout(start)) // once the page has shown: to measure it before would hold it up
  if (window.document$) window.document$.subscribe(start)
  if (!bundle) return
  for (const move of ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"])
    addEventListener(move, loadBundle, { once: true, passive: true, capture: true })
  addEventListener("load", () => setTimeout(loadBundle, wait))
})()
