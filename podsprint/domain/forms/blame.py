"""A framing question has nobody to blame: what points at others instead of at a result."""

from podsprint.domain.forms.rules import Rule

_OTHERS = r"(?:(?:[\w'-]+\ ){0,3}?[\w'-]+)"
BLAME = (
    Rule.of(
        "a put-down",
        r"""
            \b(?:lazy|incompeten\w+|useless|careless|clueless|toxic|stubborn|hopeless|slackers?|unprofessional
              |ignoran\w+|arrogan\w+|selfish|unreliable|sloppy|idiots?|stupid|egos?|dinosaurs?|dead\ ?weight
              |underperformers?|troublemakers?|negligen\w+|chaotic|unwilling|complainers?|naysayers|blockers
              \ in)\b
        """,
        hits=("make the lazy half pull their weight",),
        misses=("make it easy to raise a risk",),
    ),
    Rule.of(
        "whose fault",
        r"""
            \b(?:faults?|to\ blame|blame\ (?:for|lies)|at\ fault|guilty|mess\ (?:\w+\ ){0,3}(?:left|made|caused
              |created)|screw\w*\ up|mess(?:es|ed|ing)?\ (?:\w+\ )?up|let(?:s|ting)?\ us\ down|fail(?:s|ed|ing)?
              \ us|hold(?:s|ing)?\ us\ back|drop(?:s|ped|ping)?\ the\ ball|what\ (?:the|our|my|his|her|their)
              \ (?:[\w'-]+\ ){1,3}?(?:broke|ruined|messed|destroyed|neglected)|caus(?:es?|ed|ing)\ (?:all\ |our
              \ |these\ |so\ many\ )+(?:problems|trouble|delays))\b
        """,
        hits=("whose fault is it", "clean up the mess the agency left us", "why does sales always drop the ball"),
        misses=("a default setting that works",),
    ),
    Rule.of(
        "off our backs",
        r"""
            \b(?:off\ (?:our|my)\ backs?|out\ of\ (?:our|my|the)\ (?:way|hair)|in\ (?:our|my)\ way|do(?:es|ing)?
              \ (?:its|their|his|her)\ (?:jobs?|part|share|work|homework)|pull(?:s|ing)?\ (?:its|their|his|her)
              \ (?:own\ )?weight|get(?:s|ting)?\ (?:its|their|his|her)\ act\ together|drag(?:s|ging)?\ (?:its
              |their|his|her)\ feet|wake\ up|grow\ up|come\ to\ (?:its|their|his|her)\ senses|take\ (?:some
              \ )?responsibility\ for\ (?:its|their|his|her)|do\ what\ (?:it|they|he|she)\ (?:is|are)\ paid\ for
              |live\ up\ to\ (?:its|their|his|her)|own\ up|clean\ up\ (?:its|their|his|her)\ act|get\ rid\ of
              \ (?:the\ |those\ |our\ )?(?:bad|weak|poor|low|difficult|old|underperform\w+|people|managers?|him
              |her|them))\b
        """,
        hits=("get finance off our backs", "get peter to do his job", "get its act together"),
        misses=("get duplicates out of the list",),
    ),
    Rule.of(
        "others should stop",
        rf"""
            (?:\bfor\ (?!us\b|me\b|our\ (?:team|pod|group)\b|all\ of\ us\b|each\ of\ us\b){_OTHERS}\ to
              \ (?:finally\ )?|\b(?:make|get|have|force|push|bring)\ (?!us\b){_OTHERS}\ (?:to\ )?(?:finally
              \ )?)(?:stop|quit|cease)\ (?:\w+ing|being|its|their|his|her)\b
            |\bstop\ (?!us\b|ourselves\b|losing\b|doing\b|\w+ing\b)(?:[\w'-]+\ ){{1,3}}?from\ \w+ing\b
            |\bstop\ (?!us\b|ourselves\b|\w+ing\b)(?:the\ |our\ |my\ )?[\w-]+\ (?!us\b)(?:\w+ing)\ (?:us|our
              |everything|the|my|all|everyone)\b
        """,
        hits=(
            "for the sales team to stop overselling",
            "get marketing to stop promising dates",
            "stop it from blocking everything",
        ),
        misses=(
            "for us to stop interrupting each other",
            "stop losing new hires",
            "for our team to stop working weekends",
        ),
    ),
    Rule.of(
        "others should finally",
        rf"""
            \b(?:for|make|get|have|force|convince)\ (?!us\b){_OTHERS}\ (?:to\ )?(?:finally|at\ last|for\ once
              |actually)\b
            |\b(?:make|force)\ (?!us\b|it\b|sure\b|our\b){_OTHERS}\ (?:care|listen|understand|behave|obey|comply
              |cooperate|respect|admit)\b
            |\b(?:make|force|get|convince)\ (?!us\b|it\b|sure\b|our\b){_OTHERS}\ (?:to\ )?(?:admit|behave|obey
              |comply|own\ up|take\ [\w\ ']{{1,30}}\ seriously)\b
            |(?<!\bus\ )(?<!\bwe\ )(?<!\bus\ to\ )\bfinally\ (?:understands?|listens?|cares?|learns?|gets?|does
              |stops?|accepts?|respects?|delivers?)\b
            |\b(?:its|their|his|her)\ (?:resistance|stubbornness|laziness|arrogance|incompetence|bad\ habits)\b
            |\b(?:always|constantly|never|keeps?)\ (?:get\w*\ in|block\w*|ignor\w*|delay\w*|complain\w*
              |promis\w*|break\w*|listen\w*|deliver\w*|chang\w+\ (?:its|their|his|her)\ minds?)\b
            |\bthanks\ to\ (?:their|his|her)\b
            |\bbecause\ of\ (?:their|his|her)\b
        """,
        hits=("make developers finally care", "why does finance always get in our way", "force sales to listen"),
        misses=("for customers to find what they need", "make it easy to say no"),
    ),
    Rule.of(
        "why can others not",
        r"""
            ^why\ (?:can|do|does|will|is|are)\ ?(?:not)?\ (?!we\b|i\b|our\b|it\b|things\b)(?:[\w'-]+
              \ ){1,4}?(?:not\b|always|never|constantly|still|keep|so\ (?:slow|bad|lazy))
            |^why\ (?:cannot|can\ not|do\ not|does\ not|will\ not)\ (?!we\b|i\b|our\b|it\b)\w+
            |^who\ (?:is\ responsible\ for\ (?:the|this|our)\ (?:mess|delay|failure|disaster|problem|mistake)
              |messed|caused|broke|ruined)\b
        """,
        hits=("why cannot marketing plan ahead", "who broke the build"),
        misses=("why are our handovers so slow", "why do we not hear about risks"),
    ),
)
