"""Articles in other languages than English: one engine, whose words are all in data/codebook/LANGUAGE/.

    doc = read(article, language("ar"))    a Document, as English ones are
    meetings(doc), events(doc, met)        its rows; topic_phrases(doc) for lib.coder.topics

A word of the codebook is matched with what is written together with it (matching), put together with its neighbours to
names (naming), given the side that is meant (referring); around a cue (scene) the sides that took part are chosen (sides) as
its frame says (frames). A new language is a folder of tables, not code.
"""

from lib.coder.languages.language import language as language
from lib.coder.languages.reader import Reading as Reading
from lib.coder.languages.reader import read as read
from lib.coder.languages.rows import events as events
from lib.coder.languages.rows import meetings as meetings
from lib.coder.languages.rows import topic_phrases as topic_phrases
