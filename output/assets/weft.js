(function () {
  'use strict';
  var root = document.documentElement;

  // The elements of a kind in a part of the page, that part included.
  function within(scope, selector) {
    var found = Array.prototype.slice.call(scope.querySelectorAll(selector));
    return scope.matches && scope.matches(selector) ? [scope].concat(found) : found;
  }

  // Formulas: KaTeX sets what the page carries as TeX.
  function formulas(scope) {
    if (!window.katex) return;
    within(scope, '.math').forEach(function (node) {
      var tex = node.textContent;
      try {
        window.katex.render(tex, node, {
          displayMode: node.classList.contains('display'), throwOnError: false, trust: false,
          strict: false, maxSize: 50, maxExpand: 1000
        });
      } catch (error) {
        node.textContent = tex;
      }
    });
  }

  // Copying: the button is made here, so that it is not there where it could not work.
  function copyButtons(scope) {
    within(scope, '.code').forEach(function (frame) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'Copy';
      button.addEventListener('click', function () {
        var text = frame.querySelector('code').textContent;
        var done = function () {
          button.textContent = 'Copied';
          setTimeout(function () { button.textContent = 'Copy'; }, 1600);
        };
        if (navigator.clipboard && window.isSecureContext) {
          navigator.clipboard.writeText(text).then(done);
        } else {
          var area = document.createElement('textarea');
          area.value = text;
          area.setAttribute('aria-hidden', 'true');
          document.body.appendChild(area);
          area.select();
          try { if (document.execCommand('copy')) done(); } finally { area.remove(); }
          button.focus();
        }
      });
      frame.appendChild(button);
    });
  }

  function remembered(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value);
    } catch (error) { /* a browser may refuse storage to files */ }
    return null;
  }

  // Light and dark: as the system says, until the reader says otherwise.
  function themeButton(tools) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'theme';
    function isDark() {
      var set = root.getAttribute('data-theme');
      return set ? set === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    }
    function label() {
      button.textContent = isDark() ? 'Light' : 'Dark';
      button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
    }
    button.addEventListener('click', function () {
      var theme = isDark() ? 'light' : 'dark';
      root.setAttribute('data-theme', theme);
      remembered('weft-theme', theme);
      label();
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
    label();
    tools.appendChild(button);
  }

  // Search: the index is a script, since a page on disk may not read other files.
  function search(tools) {
    var pages = window.weftSearch;
    if (!pages) return;
    var base = document.body.getAttribute('data-root') || '';
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'search-open';
    button.textContent = 'Search';
    tools.insertBefore(button, tools.firstChild);

    var dialog = document.createElement('dialog');
    dialog.className = 'search';
    dialog.setAttribute('aria-label', 'Search the book');
    var input = document.createElement('input');
    input.type = 'search';
    input.placeholder = 'Search the book';
    input.setAttribute('aria-label', 'Search the book');
    var status = document.createElement('p');
    status.className = 'search-status';
    status.setAttribute('role', 'status');
    var list = document.createElement('ol');
    dialog.appendChild(input);
    dialog.appendChild(status);
    dialog.appendChild(list);
    document.body.appendChild(dialog);

    function words(text) {
      return text.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"')
        .normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
    }
    var prepared = null;
    function prepare() {
      if (prepared) return;
      prepared = pages.map(function (entry) {
        return { entry: entry, title: words(entry.t), text: words(entry.x) };
      });
    }
    function find(query) {
      var terms = words(query).split(/\s+/).filter(Boolean);
      if (!terms.length) return [];
      var found = [];
      prepared.forEach(function (item) {
        var score = 0;
        for (var i = 0; i < terms.length; i++) {
          var inTitle = item.title.indexOf(terms[i]);
          var inText = item.text.indexOf(terms[i]);
          if (inTitle < 0 && inText < 0) return;
          score += inTitle >= 0 ? 10 : 0;
          score += inTitle === 0 ? 5 : 0;
          score += inText >= 0 ? 1 + Math.min(4, item.text.split(terms[i]).length - 1) : 0;
        }
        found.push({ item: item, score: score });
      });
      found.sort(function (a, b) { return b.score - a.score; });
      return found.slice(0, 30);
    }
    function excerpt(item, query) {
      var term = words(query).split(/\s+/).filter(Boolean)[0] || '';
      var at = Math.max(0, item.text.indexOf(term));
      var start = at > 50 ? item.entry.x.indexOf(' ', at - 50) + 1 : 0;
      var text = item.entry.x.slice(start, start + 150);
      return (start > 0 ? '…' : '') + text + (start + 150 < item.entry.x.length ? '…' : '');
    }
    function show() {
      prepare();
      list.textContent = '';
      var found = find(input.value);
      status.textContent = input.value.trim() === '' ? ''
        : found.length === 0 ? 'Nothing found' : found.length === 1 ? '1 place' : found.length + ' places';
      found.forEach(function (result) {
        var entry = result.item.entry;
        var row = document.createElement('li');
        var link = document.createElement('a');
        link.href = base + entry.p + (entry.a ? '#' + encodeURIComponent(entry.a) : '');
        var title = document.createElement('strong');
        title.textContent = entry.t;
        var where = document.createElement('span');
        where.textContent = entry.c;
        var text = document.createElement('small');
        text.textContent = excerpt(result.item, input.value);
        link.appendChild(title);
        link.appendChild(where);
        link.appendChild(text);
        link.addEventListener('click', function () { dialog.close(); });
        row.appendChild(link);
        list.appendChild(row);
      });
    }
    input.addEventListener('input', show);
    dialog.addEventListener('keydown', function (event) {
      var links = Array.prototype.slice.call(list.querySelectorAll('a'));
      var at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' && links.length) {
        event.preventDefault();
        links[Math.min(at + 1, links.length - 1)].focus();
      } else if (event.key === 'ArrowUp' && links.length) {
        event.preventDefault();
        if (at <= 0) input.focus(); else links[at - 1].focus();
      } else if (event.key === 'Enter' && document.activeElement === input && links.length) {
        event.preventDefault();
        links[0].click();
      } else if (event.key === 'Escape') {
        // At once: some browsers only empty the field the first time.
        event.preventDefault();
        dialog.close();
      }
    });
    dialog.addEventListener('click', function (event) {
      if (event.target === dialog) dialog.close();
    });
    function open() { if (!dialog.open) dialog.showModal(); input.focus(); input.select(); }
    button.addEventListener('click', open);
    document.addEventListener('keydown', function (event) {
      var field = /^(input|textarea|select)$/i.test(event.target.tagName);
      if ((event.key === '/' && !field) || ((event.ctrlKey || event.metaKey) && event.key === 'k')) {
        event.preventDefault();
        open();
      }
    });
  }

  // The line of the table of contents that is being read.
  var observer = null;
  function contents() {
    if (observer) observer.disconnect();
    var nav = document.querySelector('.contents');
    if (!nav) return;
    if (!observer && matchMedia('(max-width: 70rem)').matches) nav.querySelector('details').open = false;
    if (!('IntersectionObserver' in window)) return;
    var links = {};
    nav.querySelectorAll('a').forEach(function (link) {
      links[decodeURIComponent(link.getAttribute('href').slice(1))] = link;
    });
    var current = null;
    observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting || !links[entry.target.id]) return;
        if (current) current.removeAttribute('aria-current');
        current = links[entry.target.id];
        current.setAttribute('aria-current', 'location');
      });
    }, { rootMargin: '0px 0px -75% 0px' });
    document.querySelectorAll('main h2[id], main h3[id]').forEach(function (heading) {
      observer.observe(heading);
    });
  }

  // A link into a folded solution opens it.
  function unfold() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === 'DETAILS') node.open = true;
    }
    if (target) target.scrollIntoView();
  }

  function solutions(tools) {
    var all = document.querySelectorAll('details.solution');
    if (all.length < 2) return;
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'solutions-all';
    button.textContent = 'Solutions';
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', function () {
      var open = button.getAttribute('aria-pressed') !== 'true';
      all.forEach(function (details) { details.open = open; });
      button.setAttribute('aria-pressed', open ? 'true' : 'false');
    });
    tools.appendChild(button);
  }

  // For whoever puts new parts into the page.
  window.weft = {
    decorate: function (node) {
      formulas(node);
      copyButtons(node);
    },
    renew: contents
  };

  function start() {
    window.weft.decorate(document);
    var tools = document.querySelector('[data-tools]');
    if (tools) {
      themeButton(tools);
      solutions(tools);
      search(tools);
    }
    contents();
    if (location.hash) unfold();
    window.addEventListener('hashchange', unfold);
    window.addEventListener('beforeprint', function () {
      document.querySelectorAll('details').forEach(function (details) { details.open = true; });
    });
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', start);
  } else {
    start();
  }
})();
