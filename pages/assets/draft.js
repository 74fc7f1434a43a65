// What is typed is never lost: not when a question is refused, the page is loaded anew or left, or the
// server goes away. It stays in this tab alone, until it is asked and answered.
policyPage.draft = (() => {
	const TYPED = 'policy-typed'; // what stands in the box
	const ASKED = 'policy-asked'; // what is being answered
	const box = () => document.querySelector('#ask textarea');
	const read = (name) => sessionStorage.getItem(name) ?? '';
	const write = (name, text) => (text ? sessionStorage.setItem(name, text) : sessionStorage.removeItem(name));
	const same = (a, b) => a.replace(/\s+/g, '') === b.replace(/\s+/g, '');

	document.addEventListener('input', (event) => {
		if (event.target === box()) write(TYPED, event.target.value);
	});

	// An empty box takes the words; the event lets Gradio know of them.
	function fill(text, tries = 40) {
		const area = box();
		if (!area && tries) setTimeout(fill, 50, text, tries - 1);
		if (!area || area.value || !text) return;
		area.value = text;
		area.dispatchEvent(new Event('input', { bubbles: true }));
	}

	// The words of a shown question; those that are very long are shown by their beginning.
	function words(shown) {
		const typed = read(TYPED);
		const start = shown.replace(/…$/, '');
		return start !== shown && typed.trim().startsWith(start) ? typed : shown;
	}

	let first = true;
	let answering = false;
	return {
		keep: (text) => write(TYPED, text),

		// Called with every change of the conversation.
		settle(last) {
			const shown = last?.querySelector('.question p')?.innerText.trim() ?? '';
			const busy = last?.querySelector('.answer').getAttribute('aria-busy') === 'true';
			if (first) {
				fill(read(TYPED));
				if (!busy && !same(shown, read(ASKED))) fill(read(ASKED)); // left behind, and not kept
			}
			first = false;
			if (busy && !answering) {
				const asked = words(shown);
				write(ASKED, asked);
				if (same(read(TYPED), asked)) write(TYPED, '');
			}
			if (!busy) {
				const refused = answering && last?.querySelector('.notice[data-refused]');
				const again = read(ASKED);
				write(ASKED, '');
				if (refused) fill(again);
			}
			answering = busy;
		},
	};
})();
