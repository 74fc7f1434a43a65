"""From a question to an answer: understand, find, choose, quote; a model, if there is one, rewrites."""

import threading
import time
from collections.abc import Set
from dataclasses import replace
from functools import cache, partial

from assistant.answer import Answer
from assistant.answers import document_facts
from assistant.answers.catalog import compose, matching_rows
from assistant.answers.choice import Parts, choose
from assistant.answers.clarify import ELSEWHERE, of_matters, of_places, of_size
from assistant.answers.compose import MAX_QUOTES, Draft, escape, sources_line, today_names
from assistant.answers.contradictions import LEAD, clashing, named
from assistant.answers.outline import listed_headings
from assistant.answers.thresholds import Ruling, rule
from assistant.answers.validity_notice import validity_notices
from assistant.errors import QuestionError
from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.clauses import Candidate, Evidence, distinct_documents, find, gather
from assistant.evidence.filter import Filter
from assistant.evidence.reading import Read, Reading, lead
from assistant.evidence.scope import in_scope
from assistant.evidence.silence import Detail, asked_details, settled
from assistant.library import Library
from assistant.suggestions import suggest
from assistant.understanding.followup import complete
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question, understand
from assistant.understanding.several import join, split_questions
from assistant.understanding.typos import without_typos
from assistant.writing.material import material
from assistant.writing.writer import Progress, Writer, configured_writer
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.facts.duties.extract import Duty, Role, duties_of, extract_duties
from corpus.language.departments import Department, department_table
from corpus.language.words import simplified
from corpus.settings import settings
from index.named_documents import named_documents, names_a_number
from index.retriever import Hit, HybridRetriever

_OUT_OF_SCOPE = (
    "资料库中没有找到与这个问题有关的政策内容，无法回答。"
    "我可以回答已入库政策文件的内容，例如支持措施、办理部门、淘汰标准、部门职责和文件信息。"
)


NO_FILTER = Filter()


class Assistant:
    """Answers questions from one store. ``writer`` is there if the settings name a model."""

    def __init__(self, retriever: HybridRetriever) -> None:
        self.retriever = retriever
        self.library = Library(retriever.store)
        self.vectors = ClauseVectors(retriever.embeddings)
        self.reading = Reading(retriever)
        self.parts = Parts.BOTH
        self.table = department_table()
        self.writer: Writer | None = configured_writer(self.library, self.table)
        self._duties: dict[str, list[Duty]] = {}

    def ask(self, text: str, history: list[str] | None = None, question_id: str = "") -> Answer:
        """Answer one question.

        Args:
            history: earlier questions of the user, oldest first.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        *_, answer = self.stream(text, history, question_id)
        assert isinstance(answer, Answer)  # what a stream ends with
        return answer

    def stream(
        self,
        text: str,
        history: list[str] | None = None,
        question_id: str = "",
        stop: threading.Event | None = None,
        chosen: Filter = NO_FILTER,
    ) -> Progress:
        """Yield the answer's Markdown as it grows while a model writes it, then the answer itself.

        Every sentence is checked before it is yielded. ``stop`` ends the call to the model. The
        answer comes from the documents that ``chosen`` admits.

        Raises:
            QuestionError: empty, or longer than the setting allows.
            WritingStoppedError: ``stop`` was set.
        """
        begun = time.perf_counter()
        try:
            found = self.extract(text, history, question_id, chosen)
        except UnknownDocumentError:  # withdrawn while it was being read: what is left answers
            found = self.extract(text, history, question_id, chosen)
        for step in self.writer.write(found, stop) if self.writer else [found]:
            if isinstance(step, Answer):
                elapsed = round((time.perf_counter() - begun) * 1000)
                yield replace(step, elapsed_ms=elapsed)
            else:
                yield step

    def extract(
        self,
        text: str,
        history: list[str] | None = None,
        question_id: str = "",
        chosen: Filter = NO_FILTER,
    ) -> Answer:
        """The answer in the words of the documents, whether or not a model is there to rewrite it.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        mend = partial(without_typos, known=self.retriever.store.knows)
        asked = mend(check_question(text))
        within = self.library.cards().admitted(chosen) if chosen else None
        resolved = complete(asked, [mend(earlier) for earlier in history or []], self.table)
        questions = split_questions(resolved, self.table)
        if len(questions) > 1:
            answers = [self._answer(self._understand(q), within) for q in questions]
            answer = join(questions, answers)
        else:
            answer = self._answer(self._understand(resolved, asked), within)
        if within is not None:
            answer = _restricted(answer, chosen, len(within))
        return replace(answer, question=text, id=question_id, resolved_question=resolved)

    def suggest(
        self, answer: Answer, asked: list[str], chosen: Filter = NO_FILTER
    ) -> tuple[str, ...]:
        """Questions to ask next, each of which the documents answer; see ``suggestions``."""
        return suggest(
            answer,
            asked,
            self.library,
            self.table,
            self.duties_in,
            lambda question: self.extract(question, chosen=chosen),
        )

    def duties_in(self, document_id: str) -> list[Duty]:
        """The duties of one document, extracted once."""
        document = self.library.document(document_id)
        key = f"{document_id}:{hash(document.text)}"
        duties = self._duties.get(key)
        if duties is None:  # two threads may both extract; the result is the same
            duties = self._duties[key] = extract_duties(document, self.table)
        return duties

    def _understand(self, text: str, original: str = "") -> Question:
        return understand(text, self.table, original, self.retriever.embeddings)

    def _answer(self, question: Question, within: Set[str] | None) -> Answer:
        hits = find(question, self.retriever, within)
        if answer := self._matter(question, hits) or self._document_fact(question, hits, within):
            return answer
        evidence = gather(question, hits, self.retriever, self.library, self.vectors, self.table)
        if question.compares and (rulings := rule(question, evidence.candidates)):
            in_force = [r for r in rulings if _in_force(r.candidate.document)]
            return self._threshold(question, in_force or rulings)
        read = self._reading_of(question, evidence)
        if question.departments and _about_duties(question):
            return self._department(question, evidence, read)
        if not in_scope(question, evidence, self.vectors, lambda: lead(read())):
            return Answer(question.original, "not_found", _OUT_OF_SCOPE)
        missing = self._missing(question, evidence)
        if missing and not self._settled(question, read):
            return self._silent(question, evidence, missing)
        return self._extract(question, evidence, read)

    def _reading_of(self, question: Question, evidence: Evidence) -> Read:
        """What the reader finds, read at most once, and only if it is asked for."""
        if self.parts is Parts.RULES:
            return lambda: None
        return cache(lambda: self.reading.best(question.text, evidence.hits, self.library))

    def _document_fact(
        self, question: Question, hits: list[Hit], within: Set[str] | None
    ) -> Answer | None:
        fact = document_facts.asked_fact(question.text)
        if fact is None:
            return None
        named = named_documents(question.text, self.retriever.store)
        if not named and names_a_number(question.text):
            return Answer(question.original, "not_found", "资料库中没有这个文号的文件。")
        document = self.library.document(named[0]) if named else self.library.only_document()
        if document and within is not None and document.document_id not in within:
            if named:
                return Answer(question.original, "not_found", "问到的文件不在筛选范围里。")
            document = None
        if document is None:
            one = document_facts.points_at_one(question.text)
            if not hits or not (one or fact is document_facts.Fact.NUMBER):
                return None
            document = self.library.document(hits[0].chunk.document_id)
        stated = document_facts.state(fact, document, self.library.standing(document.document_id))
        draft = Draft()
        marks = "".join(draft.cite(document, *place) for place in stated.shown)
        draft.lines = [stated.words + marks]
        answer = self._finish(question, draft, lead=1)
        return answer if stated.known else replace(answer, status="not_found")

    def _matter(self, question: Question, hits: list[Hit]) -> Answer | None:
        """The answer from a catalogue, where the question names one of its matters."""
        rows = matching_rows(question, hits, self.library)
        if not rows:
            return None
        draft = Draft()
        if missing := compose(question, rows, draft):
            draft.lines.insert(0, f"目录中没有登记{missing}。")
        answer = replace(self._finish(question, draft), options=of_matters(question, rows))
        return replace(answer, status="not_found") if missing else answer

    def _threshold(self, question: Question, rulings: list[Ruling]) -> Answer:
        draft = Draft()
        quotes: dict[str, str] = {}
        for ruling in rulings:
            chosen = ruling.candidate
            mark = draft.cite(chosen.document, chosen.provision, chosen.start, chosen.end)
            about = f"（{escape(ruling.phrase_text)}）" if len(rulings) > 1 else ""
            draft.lines.append(f"{ruling.conclusion()}{about}{mark}")
            quotes.setdefault(mark, f"“{escape(chosen.text)}”{mark}")
        draft.lines += quotes.values()
        return self._finish(question, draft)

    @staticmethod
    def _settled(question: Question, read: Read) -> bool:
        """Whether the reader found an answer where the rules see none. It compares no figures."""
        found = None if question.asks_bound else read()
        if found is None:
            return False
        sentence = found.document.text[slice(*found.sentence)]
        return settled(found.score, sentence, question.text)

    def _department(self, question: Question, evidence: Evidence, read: Read) -> Answer:
        department = question.departments[0].department
        ids = list(dict.fromkeys(h.chunk.document_id for h in evidence.hits))
        ids = distinct_documents(ids, self.library)
        duties = [d for i in ids for d in duties_of(department, self.duties_in(i))]
        duties = [d for d in duties if _in_force(d.document)] or duties
        if not duties and self._settled(question, read):
            return self._extract(question, evidence, read)
        if not duties:
            name = question.departments[0].name
            return self._silent(question, evidence, f"“{name}”的职责")
        draft = Draft()
        distinct = {(d.document.document_id, d.role, d.task): d for d in duties}
        ranked = _most_relevant(list(distinct.values()), question)
        for duty in ranked:
            if draft.quoted() + duty.end - duty.start <= MAX_QUOTES:
                mark = draft.cite(duty.document, duty.provision, duty.start, duty.end)
                draft.lines.append(f"- {duty.role.value}：{escape(_short(duty.task))}{mark}")
        if left := len(ranked) - len(draft.lines):
            draft.lines.append(
                f"共 {len(ranked)} 项，另有 {left} 项未列出，可在部门职责中查看全部。"
            )
        return self._finish(question, draft, department)

    def _missing(self, question: Question, evidence: Evidence) -> str:
        """Name of a detail that is asked for and that no relevant clause states, or ""."""
        for detail in asked_details(question.text):
            if not any(_states(detail, c, evidence) for c in evidence.candidates[:_LOOKED_AT]):
                return detail.name
        if question.asks_bound:
            return "针对该对象的界限标准"
        return ""

    def _silent(self, question: Question, evidence: Evidence, missing: str) -> Answer:
        best = evidence.best
        draft = Draft()
        draft.lines = [f"文件未规定{missing}。"]
        if best is not None:
            mark = draft.cite(best.document, best.provision, best.start, best.end)
            draft.lines.append(f"最接近的条款是：“{escape(best.text)}”{mark}")
            if contact := self._contact(best.document):
                draft.lines.append(f"具体情况可向{contact}咨询。")
        draft.lines[:0] = validity_notices(draft, self.library)
        draft.lines.append(sources_line(draft.citations))
        return Answer(question.original, "not_found", draft.text(), tuple(draft.citations))

    def _contact(self, document: Document) -> str:
        """The body that leads most of the document's work, by its name today."""
        leads = [
            d for d in self.duties_in(document.document_id) if d.role is Role.LEAD and d.department
        ]
        if not leads:
            return document.metadata.issuer
        first = leads[0]
        assert first.department is not None
        return self.table.today(first.name, first.department) or first.name.removeprefix("各级")

    def _extract(self, question: Question, evidence: Evidence, read: Read) -> Answer:
        draft = Draft()
        documents = list(dict.fromkeys(c.document for c in evidence.candidates))
        if question.kind is QuestionKind.LIST and (found := listed_headings(question, documents)):
            document, headings = found
            for heading in headings:
                mark = draft.cite(document, heading, heading.start, heading.end)
                draft.lines.append(f"- {escape(document.text[heading.start : heading.end])}{mark}")
            return self._finish(question, draft)
        if evidence.best and (clash := clashing(evidence.best, evidence.candidates)):
            return self._side_by_side(question, clash)
        quotes = choose(question, evidence, read(), self.parts)
        for quote in quotes:
            mark = draft.cite(quote.document, quote.provision, quote.start, quote.end)
            draft.lines.append(f"{escape(quote.text)}{mark}")
            if quote.around:
                draft.lines.append(f"原句：“{escape(quote.around)}”")
        options = of_places(question, evidence)
        asked_back = [of_size(question, quotes[0].text), ELSEWHERE if options else ""]
        draft.lines += asked_back
        answer = replace(self._finish(question, draft), options=options)
        if any(asked_back):  # what hangs on a word of the user is not left to a model
            return answer
        return replace(answer, material=material(answer.citations, evidence.candidates))

    def _side_by_side(self, question: Question, clash: list[Candidate]) -> Answer:
        """What documents that contradict each other say, each under its name."""
        draft = Draft()
        draft.lines = [LEAD]
        for clause in clash:
            mark = draft.cite(clause.document, clause.provision, clause.start, clause.end)
            draft.lines.append(f"{escape(named(clause.document))}：{escape(clause.text)}{mark}")
        return self._finish(question, draft)

    def _finish(
        self, question: Question, draft: Draft, only: Department | None = None, lead: int = 0
    ) -> Answer:
        """Close an answer: what is no longer in force (after ``lead`` lines), names of today (of one
        department if ``only`` is given), sources."""
        quotes = "\n".join(c.quote for c in draft.citations)
        draft.lines[lead:lead] = validity_notices(draft, self.library)
        draft.lines.append(today_names(quotes, self.table, only))
        draft.lines.append(sources_line(draft.citations))
        return Answer(question.original, "answered", draft.text(), tuple(draft.citations))


def _restricted(answer: Answer, chosen: Filter, admitted: int) -> Answer:
    """An answer from some documents only; one that found nothing says which these were."""
    answer = replace(answer, filter=chosen.words)
    if answer.status != "not_found":
        return answer
    words = escape(chosen.words)
    if not admitted:
        return replace(answer, answer=f"资料库里没有符合筛选条件（{words}）的文件，请放宽筛选。")
    line = f"只在符合筛选条件（{words}）的 {admitted} 份文件里查找；放宽筛选可能找到更多。"
    return replace(answer, answer=f"{answer.answer}\n\n{line}")


_LOOKED_AT = 8  # candidates in which a detail may be stated


def _in_force(document: Document) -> bool:
    return document.metadata.validity.binding


def _about_duties(question: Question) -> bool:
    """Whether a question that names a department asks for its work: in words, or by naming it only."""
    if question.kind is not QuestionKind.CONTENT:
        return question.kind is QuestionKind.DUTY
    named = "".join(m.name for m in question.departments)
    return all(t.word in named for t in question.terms)


def _states(detail: Detail, candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a clause states the detail, and about as much of the question as any other does."""
    about = max(c.rare for c in evidence.candidates)
    on_topic = candidate is evidence.best or candidate.rare >= 0.75 * about
    return on_topic and bool(detail.stated.search(candidate.text))


def _most_relevant(duties: list[Duty], question: Question) -> list[Duty]:
    """Duties whose words the question shares come first; else by role, one's own before shared."""
    named = "".join(m.name for m in question.departments)
    asked = [t for t in question.terms if t.weight > 3 and t.word not in named]
    roles = list(Role)

    def shared(duty: Duty) -> float:
        return sum(t.weight for t in asked if any(w in duty.task for w in (t.word, *t.meanings)))

    return sorted(duties, key=lambda d: (-shared(d), roles.index(d.role), len(d.partners)))


def _short(task: str, limit: int = 120) -> str:
    return task if len(task) <= limit else task[: limit - 1] + "…"


def check_question(text: str) -> str:
    """Return the question trimmed, in simplified characters as the documents are, without halves of
    characters that no text can hold.

    Raises:
        QuestionError: empty or too long.
    """
    trimmed = " ".join(text.encode("utf-8", "ignore").decode("utf-8").split())
    limit = settings().max_question
    if not trimmed:
        raise QuestionError("问题是空的，请输入要问的内容。")
    if len(trimmed) > limit:
        raise QuestionError(f"问题太长（{len(trimmed)} 字），请控制在 {limit} 字以内。")
    return simplified(trimmed)
