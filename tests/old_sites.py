"""Small Jekyll sites of every recognised kind, as their authors keep them on GitHub; all about one person."""

# ruff: noqa: E501 - the files of others have long lines

from __future__ import annotations

from types import MappingProxyType

from pictures import PNG

ACAD_HOMEPAGE = MappingProxyType(
    {
        "_config.yml": """\
title: Alan Turing
description: What machines can compute
repository: turing/turing.github.io
google_scholar_stats_use_cdn: true
google_analytics_id: G-ABCDEF1234
google_site_verification: abc123
bing_site_verification:
locale: de-DE
author:
  name: Alan Turing
  avatar: images/portrait.png
  bio: Reader in the Theory of Computing
  location: Manchester
  orcid:
  github: turing
  xiaohongshu2: https://example.net/turing
  college: King's
include: [.htaccess, _pages, files]
exclude: [docs, google_scholar_crawler, README.md]
permalink: /:categories/:title/
kramdown: {input: GFM}
defaults:
  - scope: {path: "", type: pages}
    values: {layout: default, author_profile: true}
""",
        "_pages/about.md": """\
---
permalink: /
title: ""
author_profile: true
redirect_from:
  - /about/
  - /about.html
---

{% if site.google_scholar_stats_use_cdn %}
{% assign base = "https://cdn.jsdelivr.net/gh/" | append: site.repository %}
{% endif %}
<span class='anchor' id='about-me'></span>

I work on *computable numbers*. ![A machine](images/machine.png) {{ base }}

{% include_relative includes/news.md %}
<!-- {% include_relative includes/later.md %} -->
""",
        "_pages/includes/news.md": "# 🔥 News\n- *1936.05*: A paper is with the Society.\n- See [it](/files/paper.pdf).\n",
        "_pages/includes/later.md": "# Later\n\nNothing yet.\n",
        "_pages/includes/unused.md": "# Nobody includes this\n",
        "_data/navigation.yml": """\
main:
  - {title: News, url: "/#-news"}
  - {title: Talks, url: "/#-invited-talks"}
""",
        "images/portrait.png": PNG,
        "images/machine.png": PNG,
        "files/paper.pdf": b"%PDF-1.4",
        "gs_data.json": '{"name": "Alan Turing", "citedby": 3, "publications": {}}',
        "CNAME": "turing.example.net\n",
        "README.md": "# How to use this template\n",
        "LICENSE": "MIT",
        "_includes/head.html": "<head></head>",
        "_layouts/default.html": "{{ content }}",
        "_sass/main.scss": "body {}",
        "assets/css/main.scss": "---\n---\nbody {}",
        "assets/js/main.js": "//",
        "assets/fonts/font.svg": "<svg/>",
        "google_scholar_crawler/main.py": "print()",
        ".github/workflows/crawl.yml": "on: push",
    }
)

ACADEMICPAGES = MappingProxyType(
    {
        "_config.yml": """\
title: "Turing's pages"
name: &name "Alan Turing"
description: &description "Computable numbers"
url: https://turing.github.io
baseurl: ""
repository: turing/turing.github.io
locale: en-US
author:
  name: *name
  avatar: portrait.png
  bio: *description
  googlescholar: https://scholar.google.com/citations?user=AAAAAAAAAAAA
  pronouns: he/him
collections:
  publications: {output: true, permalink: "/:collection/:path/"}
  talks: {output: true, permalink: "/:collection/:path/"}
  teaching: {output: true, permalink: "/:collection/:path/"}
  portfolio: {output: true, permalink: "/:collection/:path/"}
include: [_pages, files]
permalink: /:categories/:title/
plugins: [jekyll-feed, jemoji]
social: {type: Person}
""",
        "_pages/about.md": "---\npermalink: /\ntitle: About me\nredirect_from: [/about/]\n---\nHello :tada: {{ site.social.type }}\n",
        "_pages/publications.md": """\
---
layout: archive
title: Publications
permalink: /publications/
---
{% include base_path %}
{% for post in site.publications reversed %}
  {% include archive-single.html %}
{% endfor %}
""",
        "_pages/talks.html": """\
---
layout: archive
title: Talks
permalink: /talks/
---
<div>
    {% for talk in site.talks %}
    <p>*{{ talk.title }}*, {{ talk.date | date: "%Y" }}</p>

    {% endfor %}
</div>
""",
        "_pages/tags.html": """\
---
title: Tags
permalink: /tags/
---
{% assign names = site.tags | map: "first" %}
{% for tag in names | sort %}{% endfor %}
{% for tag in site.tags %}<h2>{{ tag[0] }}</h2>{% for post in tag[1] %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}{% endfor %}
""",
        "_pages/404.md": "---\npermalink: /404.html\n---\nNot here\n",
        "_includes/base_path": "{% assign base_path = site.url | append: site.baseurl %}",
        "_includes/archive-single.html": """\
<article><h2><a href="{{ base_path }}{{ post.url }}">{{ post.title }}</a></h2>
<p>Published in <i>{{ post.venue }}</i>, {{ post.date | date: "%Y" }}</p>{{ post.excerpt | markdownify }}</article>
""",
        "_includes/sidebar.html": "<aside></aside>",
        "_publications/1936-numbers.md": """\
---
title: "On computable numbers"
collection: publications
permalink: /publication/1936-numbers
excerpt: 'What a machine can *decide*.'
date: 1936-11-12
venue: 'Proceedings of the Society'
paperurl: 'https://doi.org/10.1112/plms/s2-42.1.230'
citation: 'Turing, A. (1936). &quot;On computable numbers.&quot;'
---
""",
        "_publications/1950-mind.md": "---\ntitle: Computing machinery\ncollection: publications\ndate: 1950-10-01\nvenue: Mind\n---\nA game.\n",
        "_talks/1947-talk.md": "---\ntitle: A talk\ntype: Lecture\nvenue: Society\nlocation: London\ndate: 1947-02-20\n---\nSlides.\n",
        "_teaching/2014-course.md": "---\ntitle: Logic\nvenue: King's\ndate: 2014-01-01\n---\n",
        "_portfolio/one.html": "---\ntitle: Bombe\n---\n<p>A *machine*.</p>\n",
        "_posts/2012-08-14-first-post.md": """\
---
title: First post
date: 2012-08-14
permalink: /posts/2012/08/first-post/
tags: cool posts
categories: notes
---

A first paragraph.

{% highlight python %}
print("*x*")
{% endhighlight %}

See [the second]({% post_url 2013-01-02-second %}).
""",
        "_posts/2013-01-02-second.md": "---\ntags: [cool]\n---\nText with [a paper]({% link _publications/1950-mind.md %}).\n",
        "_drafts/idea.md": "---\ntitle: Idea\n---\nNot yet.\n",
        "_data/navigation.yml": "main:\n  - {title: Publications, url: /publications/}\n  - {title: Talks, url: /talks/}\n",
        "images/portrait.png": PNG,
        "files/slides.pdf": b"%PDF-1.4",
        "markdown_generator/readme.md": "# Tools\n",
        "package.json": "{}",
    }
)

AL_FOLIO = MappingProxyType(
    {
        "_config.yml": """\
title: blank
first_name: Alan
middle_name: Mathison
last_name: Turing
url: https://turing.example.net
baseurl: /home
lang: en
permalink: /blog/:year/:title/
collections:
  news: {defaults: {layout: post}, output: true}
  projects: {output: true, permalink: "/projects/:path/"}
  notes: {}
scholar: {last_name: [Turing]}
include: [_pages]
""",
        "_data/socials.yml": """\
email: turing@example.net
github_username: turing
scholar_userid: AAAAAAAAAAAA
mastodon_username: mathstodon.xyz/@turing
x_username: turing
work_url: https://www.manchester.ac.uk
academia_edu: {organization: king, username: Turing}
custom_social: {title: Archive, url: "https://turingarchive.kings.cam.ac.uk/", logo: x.png}
rss_icon: true
""",
        "_data/coauthors.yml": "church:\n  - {firstname: [Alonzo], url: https://example.org/}\n",
        "_pages/about.md": """\
---
layout: about
title: about
permalink: /
subtitle: Reader in <a href='https://www.manchester.ac.uk'>Manchester</a>
profile: {align: right, image: prof_pic.jpg}
announcements: {enabled: true}
selected_papers: true
---
I think about machines.
""",
        "_pages/publications.md": "---\nlayout: page\ntitle: publications\nnav: true\nnav_order: 2\npermalink: /publications/\n---\n{% include bib_search.liquid %}\n\n{% bibliography %}\n",
        "_pages/projects.md": """\
---
layout: page
title: projects
nav: true
nav_order: 1
permalink: /projects/
---
{% for project in site.projects %}{% include projects.liquid %}{% endfor %}
""",
        "_pages/cv.md": "---\nlayout: cv\ntitle: CV\nnav: false\npermalink: /cv/\n---\n",
        "_includes/projects.liquid": '<a href="{{ project.url | relative_url }}">{{ project.title }}</a>',
        "_projects/1_bombe.md": "---\nlayout: page\ntitle: Bombe\n---\nA machine.\n",
        "_news/one.md": "---\nlayout: post\ndate: 1950-10-01 15:59:00-0400\ninline: true\n---\nA paper in *Mind*.\n",
        "_news/two.md": "---\nlayout: post\ntitle: A longer story\ndate: 1951-05-15\ninline: false\n---\nA talk on the BBC.\n",
        "_notes/private.md": "---\ntitle: Note\n---\nNot published.\n",
        "_posts/2015-03-15-a-post.md": "---\nlayout: post\ntitle: a post\ntags: formatting links\n---\nHello.\n",
        "_bibliography/papers.bib": """\
---
---

@article{turing1950,
  author = {Turing, Alan M.}, title = {Computing machinery and intelligence}, journal = {Mind}, year = {1950},
  selected = {true}, preview = {game.png}, pdf = {paper.pdf}, abbr = {Mind}, bibtex_show = {true}
}
""",
        "_includes/bib_search.liquid": "<input id='bibsearch'>\n",
        "assets/img/publication_preview/game.png": PNG,
        "blog/index.html": "---\nlayout: default\npagination: {enabled: true}\npermalink: /blog/\n---\n<ul></ul>\n",
        "assets/img/prof_pic.jpg": PNG,
        "assets/pdf/paper.pdf": b"%PDF-1.4",
        "assets/css/main.scss": "---\n---\n",
    }
)

MINIMAL_LIGHT = MappingProxyType(
    {
        "_config.yml": """\
title: Alan Turing
position: Reader
affiliation: University of Manchester
affiliation_link: https://www.manchester.ac.uk
email: turing (at) example.net
google_scholar: https://scholar.google.com/citations?user=AAAAAAAAAAAA
cv_link: assets/files/cv.pdf
github_link: https://github.com/turing
avatar: ./assets/img/avatar.png
google_analytics: UA-1234567-1
remote_theme: yaoyao-liu/minimal-light
""",
        "index.md": "---\nlayout: homepage\n---\n\n## About Me\n\nI compute.\n\n{% include_relative _includes/publications.md %}\n",
        "_includes/publications.md": """\
<h2 id="publications">Publications</h2>
{% for link in site.data.publications.main %}
<p><a href="{{ link.pdf }}">{{ link.title }}</a> <img src="{{ link.image }}" alt=""></p>
{% endfor %}
""",
        "_data/publications.yml": "main:\n  - {title: Numbers, pdf: https://example.org/a.pdf, image: ./assets/img/teaser.png}\n",
        "assets/img/avatar.png": PNG,
        "assets/img/teaser.png": PNG,
        "assets/img/favicon.png": PNG,
        "assets/files/cv.pdf": b"%PDF-1.4",
        "assets/css/style.css": "body {}",
        "README.md": "# Minimal Light\n",
    }
)

PLAIN_JEKYLL = MappingProxyType(
    {
        "_config.yml": """\
title: Turing's notes
author: Alan Turing
baseurl: /notes
url: https://turing.example.net
header_pages: [about.md, sub/page.md]
defaults:
  - scope: {path: sub}
    values: {permalink: /under/:basename/}
""",
        "index.md": "---\nlayout: home\n---\nWelcome. [About](about.html), [page](/under/page/), ![x](/img/x.png)\n",
        "about.md": "---\ntitle: About\n---\n{{ site.title }}\n",
        "sub/page.md": "---\ntitle: Under\n---\n![x](../img/x.png)\n",
        "2020.html": "---\ntitle: Year\nlayout: special\n---\n<p>*raw*</p>\n\n    <p>not code</p>\n",
        "plain.html": "<!doctype html><title>Plain</title>",
        "_posts/2019-05-06-hello-world.markdown": "---\ncategories: [Art, Life]\n---\nHello.\n\nMore.\n",
        "hidden/_posts/2019-05-07-in-a-folder.md": "---\ntitle: In a folder\npublished: false\n---\nNo.\n",
        "img/x.png": PNG,
        "robots.txt": "User-agent: *\n",
        "feed.xml": "---\n---\n<feed/>",
        ".well-known/x": "hidden",
        "Gemfile": "gem 'jekyll'",
    }
)
