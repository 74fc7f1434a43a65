"""The two Gradio applications: the pages for everybody, and those for administrators."""

import gradio as gr

from corpus.settings import settings
from pages import texts
from pages.api.endpoints import add_endpoints
from pages.catalogs import texts as catalogs_texts
from pages.catalogs.page import PATH as CATALOGS_PATH
from pages.catalogs.page import CatalogsPage
from pages.chat.embedded import PATH as EMBEDDED
from pages.chat.page import ChatPage
from pages.compare import texts as compare_texts
from pages.compare.page import PATH as COMPARE_PATH
from pages.compare.page import ComparePage
from pages.desk import Desk
from pages.duties import texts as duties_texts
from pages.duties.page import PATH as DUTIES_PATH
from pages.duties.page import DutiesPage
from pages.insight import texts as insight_texts
from pages.insight.page import ROUTE as INSIGHT_ROUTE
from pages.insight.page import InsightPage
from pages.library.page import LibraryPage
from pages.match import texts as match_texts
from pages.match.compared import COMPARED_PATH, ComparedPage
from pages.match.page import PATH as MATCH_PATH
from pages.match.page import MatchPage
from pages.tasks import texts as tasks_texts
from pages.tasks.page import PATH as TASKS_PATH
from pages.tasks.page import TasksPage


def public_pages(desk: Desk) -> gr.Blocks:
    """The pages for everybody, over one desk."""
    with _blocks() as app:
        ChatPage(app, desk)
        add_endpoints(desk)
    if settings().embed_sites:
        with app.route(texts.APP_NAME, EMBEDDED, show_in_navbar=False):
            ChatPage(app, desk, embedded=True)
    with app.route(match_texts.PAGE_NAME, MATCH_PATH, show_in_navbar=False):
        MatchPage(app, desk)
    with app.route(match_texts.COMPARED_NAME, COMPARED_PATH, show_in_navbar=False):
        ComparedPage(app, desk)
    with app.route(duties_texts.PAGE_NAME, DUTIES_PATH, show_in_navbar=False):
        DutiesPage(app, desk)
    with app.route(tasks_texts.PAGE_NAME, TASKS_PATH, show_in_navbar=False):
        TasksPage(app, desk)
    with app.route(catalogs_texts.PAGE_NAME, CATALOGS_PATH, show_in_navbar=False):
        CatalogsPage(app, desk)
    with app.route(compare_texts.PAGE_NAME, COMPARE_PATH, show_in_navbar=False):
        ComparePage(app, desk)
    return app


def administration_pages(desk: Desk) -> gr.Blocks:
    """The pages for administrators; whoever mounts them sees to it that nobody else gets there."""
    with _blocks() as app:
        LibraryPage(app, desk)
    with app.route(insight_texts.PAGE_NAME, INSIGHT_ROUTE, show_in_navbar=False):
        InsightPage(app, desk)
    return app


def _blocks() -> gr.Blocks:
    return gr.Blocks(title=texts.APP_NAME, analytics_enabled=False, fill_width=True)
