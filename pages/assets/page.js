// Loaded before everything else: the page's language decides glyphs and line breaks.
document.documentElement.lang = 'zh-CN';

// What the components of the page share.
window.policyPage = {
	narrow: () => matchMedia('(max-width: 899px)').matches,

	// The mark whose source is open shows it; drawing the conversation anew forgets it.
	showOpenMark() {
		const { turn, n } = document.querySelector('#source .source')?.dataset ?? {};
		for (const mark of document.querySelectorAll('#transcript .cite')) {
			if (mark.dataset.turn === turn && mark.dataset.n === n) mark.setAttribute('aria-current', 'true');
			else mark.removeAttribute('aria-current');
		}
	},

	// What to ask next belongs to the turn it was found for; anything later hides it.
	showNext() {
		const next = document.querySelector('#next .next');
		const turns = document.querySelectorAll('#transcript .turn');
		if (next) next.hidden = turns[turns.length - 1]?.dataset.key !== next.dataset.key;
	},

	async write(text) {
		if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
		const area = document.createElement('textarea'); // plain http within an office network
		area.value = text;
		area.style.position = 'fixed';
		document.body.append(area);
		area.select();
		const done = document.execCommand('copy');
		area.remove();
		if (!done) throw new Error('copy refused');
	},

	// Copy, and let the button say for a moment how it went.
	async copy(button, text) {
		const label = button.textContent;
		let outcome = button.dataset.done;
		try {
			await this.write(text);
		} catch {
			outcome = button.dataset.failed;
		}
		button.textContent = outcome;
		setTimeout(() => (button.textContent = label), 1600);
	},
};
