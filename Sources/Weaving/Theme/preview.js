// Keeps a page up to date while `weft preview` serves it: takes over what changed in its file, and
// shows what the cells of its chapter produce while they run. It is in no written page.
(function () {
  'use strict';
  var page = window.weftPage;
  var version = Number(document.currentScript.getAttribute('data-version'));
  var seen = 0;
  var still = matchMedia('(prefers-reduced-motion: reduce)');
  var narrow = matchMedia('(max-width: 36rem)');
  // A cell that ends sooner than this is not said to be running: nobody could read it.
  var patience = 300;

  // MARK: - Cells that run

  var cells = new Map();

  function find(news) {
    var known = cells.get(news.id);
    if (known && known.cell.isConnected) return known;
    var cell = null;
    news.anchors.forEach(function (anchor) {
      var node = document.getElementById(anchor);
      cell = cell || (node && node.closest('.cell'));
    });
    if (!cell) return null;
    known = { cell: cell, id: cell.id, items: null, note: null, timer: 0, began: 0 };
    cells.set(news.id, known);
    return known;
  }

  function outputs(slot) { return slot.cell.querySelector(':scope > .outputs'); }

  function show(news) {
    var slot = find(news);
    if (!slot) return;
    slot.began = Date.now() - news.seconds * 1000;
    var isRunning = news.progress === 'running';
    if (isRunning && !slot.timer) {
      slot.timer = setTimeout(function () { mark(slot); }, Math.max(0, patience - news.seconds * 1000));
    }
    if (news.pieces) fill(slot, news.pieces, isRunning);
    if (!isRunning) unmark(slot);
  }

  // The pieces of a cell, each in its place; those that did not change are not touched.
  function fill(slot, pieces, isRunning) {
    var box = outputs(slot);
    if (!slot.items) {
      if (!box && !pieces.length) return;
      if (!box) {
        box = document.createElement('div');
        box.className = 'outputs';
        slot.cell.appendChild(box);
      }
      // What an earlier run left makes room, but the room stays until the end.
      if (isRunning) box.style.minHeight = box.offsetHeight + 'px';
      box.textContent = '';
      box.classList.remove('live-old');
      box.setAttribute('data-live', '');
      if (isRunning) box.setAttribute('aria-busy', 'true');
      slot.items = [];
    }
    pieces.forEach(function (html, index) {
      var item = slot.items[index];
      if (item && item.html === html) return;
      var nodes = parse(html);
      if (item) {
        nodes = renew(item.nodes, nodes, box);
      } else {
        nodes.forEach(function (node) { box.appendChild(node); });
      }
      nodes.forEach(page.decorate);
      slot.items[index] = { html: html, nodes: nodes };
    });
    slot.items.splice(pieces.length).forEach(function (item) {
      item.nodes.forEach(function (node) { node.remove(); });
    });
    // The name of a cell goes over to its figure once there is one.
    slot.cell.id = slot.id && box.querySelector('#' + CSS.escape(slot.id)) ? '' : slot.id;
    if (!slot.cell.id) slot.cell.removeAttribute('id');
    if (!isRunning) {
      box.style.minHeight = '';
      box.removeAttribute('aria-busy');
      box.hidden = !pieces.length;
    }
  }

  function parse(html) {
    var template = document.createElement('template');
    template.innerHTML = html;
    return Array.from(template.content.children);
  }

  // Puts nodes in the place of others. A figure keeps its frame, text that only grew its beginning:
  // what the reader selected or scrolled there stays.
  function renew(old, next, box) {
    if (old.length === 1 && next.length === 1 && old[0].tagName === next[0].tagName) {
      var from = old[0], to = next[0];
      if (to.tagName === 'FIGURE' && from.id === to.id) {
        from.replaceChildren.apply(from, Array.from(to.childNodes));
        return old;
      }
      if (to.tagName === 'PRE' && !from.children.length && !to.children.length && from.firstChild
        && from.className === to.className) {
        var text = to.textContent, before = from.textContent;
        if (text.slice(0, before.length) === before) {
          from.lastChild.appendData(text.slice(before.length));
        } else {
          from.textContent = text;
        }
        return old;
      }
    }
    next.forEach(function (node) { box.insertBefore(node, old[0] || null); });
    old.forEach(function (node) { node.remove(); });
    return next;
  }

  function mark(slot) {
    var frame = slot.cell.querySelector(':scope > .code, :scope > details[open] > .code');
    slot.note = document.createElement('span');
    slot.note.className = 'live-note';
    // Readers who listen hear once that the chapter runs, and not each second how long.
    slot.note.setAttribute('aria-hidden', 'true');
    tick(slot);
    if (!frame) slot.cell.classList.add('live');
    (frame || slot.cell).appendChild(slot.note);
    var box = outputs(slot);
    if (box && !slot.items) box.classList.add('live-old');
  }

  function tick(slot) {
    var seconds = Math.floor((Date.now() - slot.began) / 1000);
    var text = 'Running';
    if (seconds >= 60) text += ' ' + Math.floor(seconds / 60) + ' min';
    if (seconds >= 1) text += ' ' + (seconds % 60) + ' s';
    if (slot.note.textContent !== text) slot.note.textContent = text;
  }

  setInterval(function () {
    cells.forEach(function (slot) { if (slot.note) tick(slot); });
  }, 250);

  function unmark(slot) {
    clearTimeout(slot.timer);
    slot.timer = 0;
    if (slot.note) slot.note.remove();
    slot.note = null;
    slot.cell.classList.remove('live');
    var box = outputs(slot);
    if (!box) return;
    box.classList.remove('live-old');
    box.removeAttribute('aria-busy');
    box.style.minHeight = '';
  }

  // No cell runs any more, as far as anybody knows.
  function settle() {
    cells.forEach(function (slot) {
      unmark(slot);
      if (slot.id) slot.cell.id = slot.id;
    });
    cells.clear();
  }
  page.onRestore = settle;

  // MARK: - The chapter

  var run = null;
  var since = 0;
  var button = null;
  var status = document.createElement('p');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.appendChild(status);

  function say(text) { if (status.textContent !== text) status.textContent = text; }

  function state(text, label, isGone) {
    if (!text) {
      if (button) button.remove();
      button = null;
      return;
    }
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.addEventListener('click', function () {
        var slot = run && cells.get(run.cell);
        if (!slot) return;
        for (var node = slot.cell; node; node = node.parentElement) {
          if (node.tagName === 'DETAILS') node.open = true;
        }
        slot.cell.scrollIntoView({ block: 'center' });
      });
      var tools = document.querySelector('[data-tools]');
      if (tools) tools.insertBefore(button, tools.firstChild);
    }
    button.className = isGone ? 'live-state gone' : 'live-state';
    if (button.textContent !== text) button.textContent = text;
    button.setAttribute('aria-label', label);
  }

  function showRun(next) {
    if (next && (!run || run.number !== next.number)) since = Date.now();
    if (!next && run && Date.now() - since > 1000) {
      say(run.failed === 0 ? 'The chapter has run.'
        : run.failed === 1 ? 'The chapter has run; one cell failed.'
          : 'The chapter has run; ' + run.failed + ' cells failed.');
    }
    run = next;
    if (!run) return state(null);
    var number = run.number;
    setTimeout(function () {
      if (!run || run.number !== number) return;
      var place = run.position + ' of ' + run.count;
      var text = narrow.matches ? run.position + '/' + run.count : 'Cell ' + place;
      if (run.cell) state(text, 'Running: cell ' + place);
      else state(narrow.matches ? '…' : 'Running', 'Running');
    }, Math.max(0, patience - (Date.now() - since)));
    setTimeout(function () {
      if (run && run.number === number) say('The chapter is running.');
    }, 1000);
  }

  function take(news) {
    var isOther = isLost || (news.run ? news.run.number : 0) !== (run ? run.number : 0);
    var ready = isOther || news.version !== version ? page.sync(isOther) : Promise.resolve();
    return ready.then(function () {
      version = news.version;
      seen = news.revision;
      isLost = false;
      showRun(news.run || null);
      if (news.cells.length) page.keepPlace(function () { news.cells.forEach(show); });
    });
  }

  // MARK: - Asking

  var failures = 0;
  var isLost = false;

  function ask() {
    if (document.hidden) {
      return document.addEventListener('visibilitychange', ask, { once: true });
    }
    var address = '/_weft/changes?page=' + encodeURIComponent(location.pathname)
      + '&since=' + version + '&seen=' + seen;
    fetch(address, { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw new Error('no answer');
      return answer.json();
    }).then(function (news) {
      if (failures > 1) state(null);
      failures = 0;
      return take(news);
    }).then(function () {
      // Whoever does not want things to move gets a new frame now and then.
      setTimeout(ask, still.matches && run ? 1000 : 0);
    }, lost);
  }

  function lost() {
    failures += 1;
    // Should a server come back, it may be another one, which counts anew.
    version = seen = -1;
    isLost = true;
    if (failures === 2) {
      // A run that nobody will finish leaves nothing half done.
      page.restore();
      run = null;
      state('Preview ended', 'Preview ended', true);
      say('The preview has ended.');
    }
    setTimeout(ask, 1000);
  }

  addEventListener('DOMContentLoaded', ask);
})();
