// One document of the library: its buttons and its form, each with the document they are about.
const about = () => element.querySelector('.detail')?.dataset.document ?? '';
element.addEventListener('click', (event) => {
	const button = event.target.closest('button[data-act]');
	if (!button || element.querySelector('[aria-busy="true"]')) return;
	if (button.dataset.act === 'back') {
		policyPage.opened?.scrollIntoView({ behavior: 'smooth', block: 'center' });
		policyPage.opened?.focus({ preventScroll: true });
		return;
	}
	element.querySelector('.detail').setAttribute('aria-busy', 'true');
	trigger('select', { ...button.dataset, document: about() });
	if (button.dataset.act === 'replace') document.getElementById('upload').scrollIntoView({ block: 'center' });
});
// A browser gives a date that is not written to its end as none at all, which would take the known one
// out: such a form is not sent.
function unfinished(form) {
	const box = [...form.elements].find((field) => field.validity?.badInput);
	const line = form.querySelector('[role="alert"]');
	if (!line) return false;
	line.hidden = !box;
	if (!box) return false;
	line.textContent = line.dataset.line.replace('{label}', form.querySelector(`label[for="${box.id}"]`).textContent);
	box.focus();
	return true;
}

// What is typed while an earlier correction is being read waits for it, and so does its saving.
let typed = { document: '', values: {}, save: false };
element.addEventListener('input', (event) => {
	if (!event.target.form?.matches('.correct:not(.measure)')) return;
	if (typed.document !== about()) typed = { document: about(), values: {}, save: false };
	typed.values[event.target.name] = event.target.value;
});
element.addEventListener('submit', (event) => {
	event.preventDefault();
	if (unfinished(event.target)) return;
	if (element.querySelector('[aria-busy="true"]')) {
		typed.save = typed.document === about();
		return;
	}
	element.querySelector('.detail').setAttribute('aria-busy', 'true');
	typed = { document: '', values: {}, save: false };
	trigger('submit', { document: about(), ...Object.fromEntries(new FormData(event.target)) });
});
function typedAgain() {
	const form = element.querySelector('form.correct:not(.measure)');
	if (!form || typed.document !== about()) return;
	for (const [name, value] of Object.entries(typed.values)) form.elements[name].value = value;
	if (typed.save) form.requestSubmit();
}
watch('value', () => {
	typedAgain();
	if (!policyPage.narrow()) document.getElementById('beside').scrollTop = 0;
	else if (policyPage.reveal) element.scrollIntoView({ behavior: 'smooth', block: 'start' });
	policyPage.reveal = false;
});
