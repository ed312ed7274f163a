"""A look into a drawing: well-formed or not, its words, its marks, where things stand."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


class Drawing:
    """An SVG that was read by a strict parser."""

    def __init__(self, svg):
        self.root = ElementTree.fromstring(svg)

    @property
    def size(self):
        return float(self.root.get("width")), float(self.root.get("height"))

    @property
    def title(self):
        return self.root.find(f"{SVG}title").text

    @property
    def description(self):
        return self.root.find(f"{SVG}desc").text

    @property
    def readings(self):
        """What is said of each point, in order."""
        return [group.find(f"{SVG}title").text for group in self.points]

    @property
    def points(self):
        return [group for group in self.root.iter(f"{SVG}g") if group.get("data-point") is not None]

    @property
    def marks(self):
        """The class of the mark of each point, without `c-`."""
        return [list(group)[-1].get("class")[2:] for group in self.points]

    def classed(self, name):
        return [element for element in self.root.iter() if name in (element.get("class") or "").split()]

    @property
    def words(self):
        """Everything written on the drawing."""
        return ["".join(text.itertext()) for text in self.root.iter(f"{SVG}text")]

    def place_of(self, words):
        """Where these words stand."""
        (text,) = [text for text in self.root.iter(f"{SVG}text") if text.text == words]
        return float(text.get("x")), float(text.get("y"))
