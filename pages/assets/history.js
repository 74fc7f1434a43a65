// The visitor's conversations: a column on a wide screen, a drawer on a narrow one.
const KEY = 'policy-history';
const wide = () => matchMedia('(min-width: 1100px)').matches;

function show(open, remember) {
	document.body.classList.toggle('history-shown', open);
	document.getElementById('show-history')?.setAttribute('aria-expanded', String(open));
	if (remember && wide()) localStorage.setItem(KEY, open ? 'open' : 'closed');
}

const isShown = () => document.body.classList.contains('history-shown');
show(wide() && localStorage.getItem(KEY) !== 'closed', false);

document.addEventListener('click', (event) => {
	if (event.target.closest('[data-act="history"]')) {
		const open = !isShown();
		show(open, true);
		if (open) element.querySelector('button')?.focus({ preventScroll: true });
		else document.getElementById('show-history')?.focus();
	} else if (isShown() && !wide() && !event.target.closest('#drawer')) {
		show(false, false); // a click beside the drawer
	}
});
document.addEventListener('keydown', (event) => {
	if (event.key === 'Escape' && isShown() && !wide()) show(false, false);
});

// Only one of: the row, its new name, whether it is to go.
function turn(item, part) {
	for (const name of ['open', 'rename', 'delete']) {
		const box = item.querySelector(`.history-${name}`);
		box.hidden = name !== part && !(name === 'open' && part === 'delete');
	}
	const more = item.querySelector('details');
	more.open = false;
	more.hidden = part !== 'open';
	const first = { rename: 'input', delete: '[data-act="cancel"]' }[part];
	(part === 'open' ? more.querySelector('summary') : item.querySelector(`.history-${part} ${first}`)).focus();
	if (part === 'rename') item.querySelector('input').select();
}

// What the list shows, so that it is not forgotten with a click in it.
const listed = () => ({
	words: element.querySelector('.history-search input')?.value ?? '',
	limit: element.querySelector('.history').dataset.limit,
});

// Back and forward lead from one conversation to the other.
addEventListener('popstate', () => {
	const id = new URLSearchParams(location.search).get('c') ?? '';
	const shown = document.querySelector('#transcript .turns')?.dataset.conversation ?? '';
	policyPage.returning = id;
	if (id !== shown) trigger('select', { id, ...listed() });
});

element.addEventListener('click', (event) => {
	if (event.target.closest('[data-act="older"]')) trigger('submit', { older: '1', ...listed() });
});
element.addEventListener('search', (event) => {
	if (!event.target.value) search(); // emptied by its own cross
});
let searched = false;
function search() {
	searched = true;
	trigger('submit', { words: listed().words });
}
watch('value', () => {
	const input = element.querySelector('.history-search input');
	if (searched && input) {
		input.focus({ preventScroll: true });
		input.setSelectionRange(input.value.length, input.value.length);
	}
	searched = false;
});

element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	const item = event.target.closest('li[data-id]');
	if (!button || !item) return;
	const { id } = item.dataset;
	const { act } = button.dataset;
	if (act === 'open') {
		trigger('select', { id, ...listed() });
		if (!wide()) show(false, false);
	}
	if (act === 'rename' || act === 'delete') turn(item, act);
	if (act === 'cancel') turn(item, 'open');
	if (act === 'sure') trigger('delete', { id, ...listed() });
});

element.addEventListener('submit', (event) => {
	event.preventDefault();
	if (event.target.matches('.history-search')) {
		search();
		return;
	}
	const item = event.target.closest('li[data-id]');
	const title = item.querySelector('input').value.trim();
	if (title) trigger('edit', { id: item.dataset.id, title, ...listed() });
});

element.addEventListener('keydown', (event) => {
	const item = event.target.closest('li[data-id]');
	if (event.key === 'Escape' && item?.querySelector('.history-open').hidden) turn(item, 'open');
});
