// Text that is too faint: every visible piece of text against the background it stands on (WCAG AA).
() => {
	const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
	const channel = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
	const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
	const ground = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const [r, g, b, a = 1] = parse(getComputedStyle(e).backgroundColor);
			if (a === 1) return [r, g, b];
		}
		return [255, 255, 255];
	};
	const faint = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		const words = walker.currentNode.textContent.trim();
		if (!words || !element.checkVisibility() || element.closest('script, style, .sr-only')) continue;
		const style = getComputedStyle(element);
		const [a, b] = [light(parse(style.color)), light(ground(element))].sort((x, y) => y - x);
		const ratio = (a + 0.05) / (b + 0.05);
		const large = parseFloat(style.fontSize) >= 24;
		if (ratio < (large ? 3 : 4.5)) faint.push(`${words.slice(0, 20)}: ${ratio.toFixed(2)}`);
	}
	return faint;
}
