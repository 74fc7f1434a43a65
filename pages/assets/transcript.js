// Conversation: one listener for every button in it. `trigger` sends an event to the page's Python.
function reveal(id) {
	const side = document.getElementById(id);
	if (side && policyPage.narrow()) side.scrollIntoView({ behavior: 'smooth', block: 'start' });
}

function copy(button) {
	const words = button.closest('.answer').querySelector('.words').innerText.trim();
	const sources = [...button.closest('.answer').querySelectorAll('.printed p')].map((p) => p.textContent).join('\n');
	policyPage.copy(button, [words, sources].filter(Boolean).join('\n\n'));
}

// The question becomes a box; sending it asks in place of the last one.
function edit(button) {
	const { label, send, cancel } = button.dataset;
	const bubble = button.closest('.turn').querySelector('.question');
	if (bubble.querySelector('form')) return;
	const shown = bubble.querySelector('p');
	const form = document.createElement('form');
	form.className = 'edit';
	form.innerHTML =
		'<textarea rows="2"></textarea><div><button class="quiet"></button><button type="button" class="quiet"></button></div>';
	const [box, [ok, back]] = [form.querySelector('textarea'), form.querySelectorAll('button')];
	box.value = shown.innerText;
	box.setAttribute('aria-label', label);
	[ok.textContent, back.textContent] = [send, cancel];
	const close = () => {
		form.remove();
		shown.hidden = false;
		button.focus();
	};
	back.onclick = close;
	form.onsubmit = (event) => {
		event.preventDefault();
		const text = box.value.trim();
		if (!text) return;
		policyPage.draft.keep(text); // in case nobody is there to take it
		trigger('submit', { text, again: '1' });
	};
	box.onkeydown = (event) => {
		if (event.key === 'Escape') close();
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		form.requestSubmit();
	};
	shown.hidden = true;
	bubble.append(form);
	box.focus();
}

// A pressed verdict is taken back by a second press.
function rate(button) {
	const { turn, verdict } = button.dataset;
	const given = button.getAttribute('aria-pressed') === 'true';
	trigger('like', { turn, verdict: given ? '' : verdict });
}

function explain(form, reason) {
	const chosen = form.querySelector('[aria-pressed="true"]')?.dataset.reason ?? '';
	const words = form.querySelector('input').value;
	trigger('like', { turn: form.dataset.turn, verdict: 'down', reason: reason ?? chosen, words });
}

element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button) return;
	const { act, turn, n } = button.dataset;
	if (act === 'copy') copy(button);
	if (act === 'ask') trigger('submit', { text: button.textContent });
	if (act === 'again') trigger('submit', { again: '1' });
	if (act === 'edit') edit(button);
	if (act === 'rate') rate(button);
	if (act === 'share') trigger('apply', { turn, on: button.dataset.on });
	if (act === 'copy-link') policyPage.copy(button, button.previousElementSibling.href);
	if (act === 'reason') explain(button.form, button.dataset.reason);
	if (act === 'cite') {
		trigger('select', { turn, n });
		reveal('side');
	}
});

element.addEventListener('submit', (event) => {
	event.preventDefault();
	if (event.target.matches('.reasons')) explain(event.target);
});

// The conversation has an address, which is kept, reloaded and gone back to. What stood behind ?q= is
// asked by now, and a frame of another site has no history of its own.
function settleAddress() {
	const id = element.querySelector('.turns')?.dataset.conversation;
	const address = new URLSearchParams(location.search);
	const asked = address.has('q');
	if (policyPage.returning === id || element.querySelector('[aria-busy="true"]')) delete policyPage.returning;
	if (policyPage.returning !== undefined) return; // on the way to another one
	if (id === undefined || ((address.get('c') ?? '') === id && !asked)) return;
	address.delete('q');
	if (id) address.set('c', id);
	else address.delete('c');
	const quiet = asked || first || window.parent !== window;
	const to = location.pathname + (address.size ? `?${address}` : '');
	history[quiet ? 'replaceState' : 'pushState'](history.state, '', to);
}

// While a new turn is being answered it is kept in view, its question on top; what is already
// being read never moves.
let turns = 0;
let following = false;
let first = true;
watch('value', () => {
	const all = element.querySelectorAll('.turn');
	const last = all[all.length - 1];
	following ||= all.length > turns || last?.querySelector('.searching') != null;
	if (last && following) last.scrollIntoView({ behavior: 'smooth', block: 'start' });
	following &&= last?.querySelector('.answer').getAttribute('aria-busy') === 'true';
	turns = all.length;
	settleAddress();
	policyPage.draft.settle(last);
	first = false;
	policyPage.showOpenMark();
	policyPage.showNext();
});
