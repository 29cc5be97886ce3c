"""The properties that Digipost's HTML validator accepts in a `style` attribute, and the values of each.

The validator keeps the known parts of a value and drops the rest. So this module describes a value by its
parts: words, functions, and kinds such as a quantity. The arguments of a function have a separate entry, such
as `rgb()`.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

import attrs

from digipost.preflight.html_rules.word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROPERTIES", "Kind", "Property"]


class Kind(Flag):
    """Kind of value other than words and functions."""

    NONE = 0
    QUANTITY = auto()
    NEGATIVE = auto()
    COLOUR_CODE = auto()
    STRING = auto()
    ADDRESS = auto()
    ANY_WORD = auto()


@attrs.frozen
class Property:
    """Parts that a value may have.

    Attributes:
        kinds: Kinds of value.
        words: Words, and the signs `,` and `/`.
        functions: Functions; each has a separate entry in `PROPERTIES`, with `()` after its name.
    """

    kinds: Kind = Kind.NONE
    words: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()


# Words that several properties share.
_GROUPS = """
COLOURS | aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue
    darkcyan darkgoldenrod darkgray darkgreen darkkhaki darkmagenta darkolivegreen darkorange darkorchid
    darkred darksalmon darkseagreen darkslateblue darkslategray darkturquoise darkviolet deeppink
    deepskyblue dimgray dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold
    goldenrod gray green greenyellow honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgreen lightgrey
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightsteelblue lightyellow lime
    limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose
    moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red rosybrown
    royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen

LINES | dashed dotted double groove hidden inherit inset none outset ridge solid

WIDTHS | inherit medium thick thin

COUNTERS | armenian circle cjk-decimal decimal decimal-leading-zero disc disclosure-closed disclosure-open
    ethiopic-numeric georgian hebrew hiragana hiragana-iroha inherit japanese-formal japanese-informal
    katakana katakana-iroha korean-hangul-formal korean-hanja-formal korean-hanja-informal lower-alpha
    lower-greek lower-latin lower-roman none simp-chinese-formal simp-chinese-informal square
    trad-chinese-formal trad-chinese-informal upper-alpha upper-latin upper-roman

SIZES | inherit large larger medium small smaller x-large x-small xx-large xx-small xxx-large

WEIGHTS | 100 200 300 400 500 600 700 800 900 bold bolder inherit lighter normal

FAMILIES | , cursive fantasy inherit monospace sans-serif serif

ROUND | at bottom center circle closest-corner closest-side ellipse farthest-corner farthest-side left
    right top

OF-COLOUR | rgb rgba hsl hsla

OF-IMAGE | image linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient
"""

# Columns: properties, kinds, words and signs, functions. Empty lines separate the rows. The last rows
# describe the arguments of functions.
_TABLE = """
color border-color border-top-color border-right-color border-bottom-color border-left-color
    background-color | colour-code | COLOURS inherit | OF-COLOUR

outline-color -moz-outline-color | colour-code | COLOURS inherit invert | OF-COLOUR

border border-top border-right border-bottom border-left | quantity negative colour-code | COLOURS LINES
    WIDTHS transparent | OF-COLOUR

outline -moz-outline | quantity negative colour-code | COLOURS LINES WIDTHS invert | OF-COLOUR

border-style border-top-style border-right-style border-bottom-style border-left-style outline-style
    -moz-outline-style |  | LINES |

border-width border-top-width border-right-width border-bottom-width border-left-width outline-width
    -moz-outline-width | quantity negative | WIDTHS |

border-radius -moz-border-radius -webkit-border-radius | quantity negative | / |

border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius
    -moz-border-radius-topleft -moz-border-radius-topright -moz-border-radius-bottomleft
    -moz-border-radius-bottomright -webkit-border-top-left-radius -webkit-border-top-right-radius
    -webkit-border-bottom-left-radius -webkit-border-bottom-right-radius -webkit-border-radius-top-left
    -webkit-border-radius-top-right -webkit-border-radius-bottom-left -webkit-border-radius-bottom-right |
    quantity negative |  |

border-collapse |  | collapse inherit separate |

border-spacing text-indent pause pause-before pause-after pitch-range richness stress | quantity negative
    | inherit |

box-shadow -moz-box-shadow -webkit-box-shadow text-shadow | quantity negative colour-code | COLOURS ,
    inset none | OF-COLOUR

background | quantity negative colour-code address | COLOURS , / auto border-box bottom center contain
    content-box cover fixed inherit left local no-repeat none padding-box repeat repeat-x repeat-y right
    round scroll space top transparent | OF-COLOUR OF-IMAGE

background-attachment |  | , fixed local scroll |

background-image | address | , none | OF-IMAGE

background-position | quantity negative | , bottom center left right top |

background-repeat |  | , no-repeat repeat repeat-x repeat-y round space |

list-style | address | COUNTERS inside outside | OF-IMAGE

list-style-image | address | inherit none | OF-IMAGE

list-style-position |  | inherit inside outside |

list-style-type |  | COUNTERS |

font | quantity string any-word | FAMILIES SIZES WEIGHTS / caption icon italic menu message-box oblique
    small-caps small-caption status-bar |

font-family | string any-word | FAMILIES |

font-size | quantity | SIZES |

font-stretch |  | condensed expanded extra-condensed extra-expanded narrower normal semi-condensed
    semi-expanded ultra-condensed ultra-expanded wider |

font-style |  | inherit italic normal oblique |

font-variant |  | inherit normal small-caps |

font-weight |  | WEIGHTS |

height top right bottom left | quantity negative | auto inherit |

width min-width min-height margin margin-top margin-right margin-bottom margin-left | quantity | auto
    inherit |

max-width max-height | quantity | auto inherit none |

padding padding-top padding-right padding-bottom padding-left | quantity | inherit |

letter-spacing word-spacing | quantity negative | inherit normal |

line-height | quantity | inherit normal |

page-break-before page-break-after |  | always auto avoid inherit left right |

page-break-inside |  | auto avoid inherit |

caption-side |  | bottom inherit top |

direction |  | inherit ltr rtl |

empty-cells |  | hide inherit show |

quotes | string | inherit none |

table-layout |  | auto fixed inherit |

text-align |  | center inherit justify left right |

text-decoration |  | blink inherit line-through none overline underline |

text-overflow -o-text-overflow |  | clip ellipsis |

text-transform |  | capitalize inherit lowercase none uppercase |

text-wrap |  | none normal suppress unrestricted |

unicode-bidi |  | bidi-override embed inherit normal |

vertical-align | quantity negative | baseline bottom inherit middle sub super text-bottom text-top top |

white-space |  | -moz-pre-wrap -o-pre-wrap -pre-wrap inherit normal nowrap pre pre-line pre-wrap |

word-wrap |  | anywhere break-word normal |

azimuth | quantity negative | behind center center-left center-right far-left far-right inherit left
    left-side leftwards right right-side rightwards |

cue cue-before cue-after | address | inherit none |

elevation | quantity negative | above below higher inherit level lower |

pitch | quantity negative | high inherit low medium x-high x-low |

speak |  | inherit none normal spell-out |

speak-header |  | always inherit once |

speak-numeral |  | continuous digits inherit |

speak-punctuation |  | code inherit none |

speech-rate | quantity negative | fast faster inherit medium slow slower x-fast x-slow |

voice-family | string | , child female inherit male |

volume | quantity | inherit loud medium silent soft x-loud x-soft |

rgb() rgba() hsl() hsla() | quantity | , |

rect() | quantity negative | , auto |

image() | colour-code address | COLOURS , | OF-COLOUR

linear-gradient() repeating-linear-gradient() | quantity negative colour-code | COLOURS , bottom left
    right to top | OF-COLOUR

radial-gradient() repeating-radial-gradient() | quantity negative colour-code | COLOURS , ROUND |
    OF-COLOUR
"""
_TRANSPARENT = words(
    "background-color border-color border-top-color border-right-color border-bottom-color border-left-color"
)


def _rows(table: str) -> Iterator[list[str]]:
    for row in table.strip().split("\n\n"):
        yield [" ".join(cell.split()) for cell in row.split("|")]


def _properties() -> dict[str, Property]:
    groups = {name: words(members) for name, members in _rows(_GROUPS)}

    def members(cell: str) -> frozenset[str]:
        return frozenset().union(*(groups.get(each, {each}) for each in cell.split()))

    found: dict[str, Property] = {}
    for names, kinds, allowed, functions in _rows(_TABLE):
        kind = Kind.NONE
        for each in kinds.split():
            kind |= Kind[each.upper().replace("-", "_")]
        found |= dict.fromkeys(names.split(), Property(kind, members(allowed), members(functions)))
    for name in _TRANSPARENT:
        found[name] = attrs.evolve(found[name], words=found[name].words | {"transparent"})
    return found


PROPERTIES = _properties()
"""Each property by its name in lower case, and each function with `()` after its name."""
