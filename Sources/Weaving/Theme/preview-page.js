// Takes over what changed in the file of a page, without loading it again: what is the same stays as it
// is, and so does what the reader looks at.
(function () {
  'use strict';
  var root = document.documentElement;

  var regions = ['#main', '.contents', '.neighbours', '.bar .home'];

  // What a page's file says: this runs before any other script has changed it.
  function read(page) {
    var file = { title: page.title, assets: [], parts: {} };
    page.head.querySelectorAll('script[src], link[href]').forEach(function (node) {
      file.assets.push(node.getAttribute('src') || node.getAttribute('href'));
    });
    regions.forEach(function (selector) {
      var node = page.querySelector(selector);
      file.parts[selector] = node && node.cloneNode(true);
    });
    return file;
  }
  var file = read(document);

  function sync(restores) {
    return fetch(location.pathname, { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw new Error('there is no such page');
      return answer.text();
    }).then(function (text) {
      var next = read(new DOMParser().parseFromString(text, 'text/html'));
      if (!canMorph(next)) return reload();
      become(next, restores);
    });
  }

  function become(next, restores) {
    var changed = false;
    keepPlace(function () {
      if (restores && window.weftPage.onRestore) window.weftPage.onRestore();
      regions.forEach(function (selector) {
        var live = document.querySelector(selector);
        var old = file.parts[selector], now = next.parts[selector];
        if (!live || (old.isEqualNode(now) && !(restores && isTouched(live)))) return;
        changed = true;
        if (selector !== '#main' || !morph(live, old, now, restores)) replace([live], [now]);
      });
    });
    document.title = next.title;
    file = next;
    // A book's own script may not know of this.
    if (changed && window.weft && window.weft.renew) window.weft.renew();
  }

  // Whether the page can become the other one without a script run anew.
  function canMorph(next) {
    return window.weft && window.weft.decorate && window.weft.renew
      && next.assets.join('\n') === file.assets.join('\n')
      && regions.every(function (selector) { return !file.parts[selector] === !next.parts[selector]; })
      && (!next.parts['#main'] || next.parts['#main'].isEqualNode(file.parts['#main'])
        || !next.parts['#main'].querySelector('script'));
  }

  function isTouched(node) {
    return node.nodeType === 1
      && (node.hasAttribute('data-live') || node.querySelector('[data-live]') !== null);
  }

  function isContainer(node) {
    return node.nodeType === 1 && /^(MAIN|DIV|SECTION|DETAILS|BLOCKQUOTE|OL|UL|LI)$/.test(node.tagName)
      && !/(^| )(code|math|equation|outputs|table)( |$)/.test(node.className);
  }

  // Changes an element that was `old` in the file so that it is `next`, and leaves what is the same in
  // both alone: folds stay open, and figures are not drawn again. False if it cannot be done.
  function morph(live, old, next, restores) {
    var l = Array.from(live.childNodes), a = Array.from(old.childNodes), b = Array.from(next.childNodes);
    if (l.length !== a.length) return false;
    function fits(i, j) { return a[i].isEqualNode(b[j]) && !(restores && isTouched(l[i])); }
    var start = 0, end = 0, most = Math.min(a.length, b.length);
    while (start < most && fits(start, start)) start++;
    while (end < most - start && fits(a.length - 1 - end, b.length - 1 - end)) end++;
    if (a.length !== b.length) {
      replace(l.slice(start, l.length - end), b.slice(start, b.length - end), live, l[l.length - end]);
      return true;
    }
    for (var i = start; i < a.length - end; i++) {
      if (fits(i, i)) continue;
      var isSameFrame = isContainer(a[i]) && isContainer(b[i])
        && a[i].cloneNode(false).isEqualNode(b[i].cloneNode(false));
      if (!isSameFrame || !morph(l[i], a[i], b[i], restores)) replace([l[i]], [b[i]]);
    }
    return true;
  }

  function decorate(node) {
    if (window.weft && window.weft.decorate) window.weft.decorate(node);
  }

  function replace(old, next, parent, before) {
    if (old.length) {
      parent = old[0].parentNode;
      before = old[old.length - 1].nextSibling;
    }
    old.forEach(function (node) { node.remove(); });
    next.forEach(function (node) {
      var copy = document.importNode(node, true);
      parent.insertBefore(copy, before || null);
      if (copy.nodeType === 1) decorate(copy);
    });
  }

  var placeKey = 'weft-scroll:' + location.pathname;
  function reload() {
    sessionStorage.setItem(placeKey, String(scrollY));
    location.reload();
    return new Promise(function () {});
  }
  var kept = sessionStorage.getItem(placeKey);
  if (kept !== null) {
    sessionStorage.removeItem(placeKey);
    addEventListener('load', function () { scrollTo(0, Number(kept)); });
  }

  function keepPlace(change) {
    var bar = document.querySelector('.bar');
    var top = bar ? bar.getBoundingClientRect().bottom : 0;
    var marks = [];
    var all = document.querySelectorAll('#main > *, #main .cell > *, #main .outputs > *');
    for (var i = 0; i < all.length && marks.length < 60; i++) {
      var box = all[i].getBoundingClientRect();
      if (box.height > 0 && box.bottom > top + 1) marks.push({ node: all[i], top: box.top });
    }
    // One of the two has to do it, and not every browser does.
    root.style.overflowAnchor = 'none';
    change();
    var mark = marks.find(function (mark) { return mark.node.isConnected; });
    var moved = mark ? mark.node.getBoundingClientRect().top - mark.top : 0;
    if (scrollY > 0 && Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
    root.style.overflowAnchor = '';
  }

  window.weftPage = {
    // Takes over what the file says now. Where `restores` is set, also parts that show what is passing
    // (marked with data-live) go back to it, after `onRestore` was called.
    sync: sync,
    // Goes back to what the file said.
    restore: function () { become(file, true); },
    // Changes the page and leaves what the reader looks at where it is.
    keepPlace: keepPlace,
    // Sets formulas and buttons in a part that is new.
    decorate: decorate,
    onRestore: null
  };
})();
