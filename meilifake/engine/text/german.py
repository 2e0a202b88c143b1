"""German compounds, cut into their parts where the locale says German (guide search-semantics, 3.2).

The server goes by a dictionary of some thirty thousand parts; this list holds frequent ones only, linking letters included, so rarer
compounds stay whole here. What lies between two known parts stays together, as in the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from meilifake.engine.text.dictionary import Dictionary

_PARTS = """
abend abends abfall abteilung abteilungs alltag alltags alter alters amts angebot angebots anlage anlagen antrag antrags anwendung
anwendungs apfel arbeiter arbeits art arten artikel arzt aufgabe aufgaben aufnahme augen ausbildung ausbildungs ausgabe ausgaben auto
autos bahn ball bank baum baumwoll bedienung bedienungs behörde behörden beispiel bereich bereichs berg bericht berichts beruf berufs
besuch betrieb betriebs bett bewegung bewegungs bild bilder bildung bildungs blatt blumen boden brief brot bruder brücke brücken buch
bundes burg bär bücher bürger büro computer dach dampf daten dauer denkmal deutsch dienst dienstag dienstags dokument donau dorf druck
ecke ehren eigentum eigentums einkauf einkaufs eisen ende energie entwicklung entwicklungs erde erfahrung erfahrungs ergebnis erziehung
erziehungs essen europa fabrik fach fahrer fahrrad fahrt fahrts fall familie familien farbe farben feier feld fenster fern fest feuer film
finanz fisch flasche flaschen fleisch flug flugzeug fluss forschung forschungs fracht frage fragen frauen freiheit freiheits freitag
freizeit frieden friedens früh frühling frühlings frühstück frühstücks fuß führung führungs garten gast geber gebiet gebiets gebirge
gebirgs geburt geburts geburtstag geburtstags gedanken gefahr gefahren gefängnis gefühl gefühls geist geistes geld gemeinde gemeinschaft
gemeinschafts gemüse gericht gerichts gerät geräte geschichte geschichts geschwindigkeit geschwindigkeits geschäft geschäfts gesellschaft
gesellschafts gesetz gesundheit gesundheits gewerbe gewerkschaft gewerkschafts gewicht gewichts glas glück glücks gold grenze grund gruppe
gruppen hafen hand handel handels handlung handlungs haupt haus haushalt haushalts heimat heizung heizungs herbst herz himmel himmels
hochzeit hochzeits hof hofs holz hotel hund hunde hütte industrie informatik information informations ingenieur inhalt inhalts insel inter
international jahr jahre jahres jugend kaffee kalender kammer kapitän kapitäns karte karten kauf keller kette ketten kinder kindes kino
kirche kirchen klasse klassen klavier kleider klima knoten kohle konferenz kontroll kopf kosten kraft kranken kranz krieg kriegs kuchen
kultur kulturalität kunden kunst kurs küche küchen kühl lager lampe lampen landes landschaft landschafts leben lebens leder lehrer
leistung leistungs leiter leitung leitungs licht liebe liebes linie linien liste listen literatur luft maler mann mannschaft mannschafts
markt markts maschine maschinen mathematik maus medien meer meister meisterschaft meisterschafts menschen messe messer metall miet miete
milch minister mittag mittags mittel mittwoch mittwochs mode monat monats mond montag montags morgen motor museum museums musik mutter
mädchen möbel müll nachricht nachrichten nacht nachts name namens natur nehmer netz nordost nummer obst ordnung ordnungs organisation
organisations papier park partei partner pause pausen person personal personen pferde pflanzen pflege pflicht plan platz politik polizei
post preis presse problem produkt produktion produktions professor programm projekt prüfung prüfungs qualität qualitäts quelle quellen
raum rechnung rechnungs recht rechts rede regen regierung regierungs region reise reisen reparatur restaurant richtung richtungs rinder
rock rücken sache sachen saison salat samstag samstags sauer schaden schiff schifffahrt schifffahrts schiffs schlaf schlag schloss
schlüssel schmerz schmuck schnee schrank schrift schuh schuld schule schulung schulungs schutz schwein schweine schwester schwimm schüler
seite seiten sicherheit sicherheits sicherung sicherungs silber software sommer sonder sonne sonnen sonntag sonntags spiel spiele spieler
sport sprache sprachen staat staats stadt stand station stein stelle stellen steuer stift stimme stock stoff straße straßen strom strumpf
student studenten studien stuhl stunde stunden städte stück system süd süßwaren tabelle tafel tages tasche taschen tasse technik telefon
teller temperatur teppich termin theater theorie tier tiere tisch tochter tonne tonnen traum treppe treppen trink trocken tür umwelt
unfall universität universitäts unterhaltung unterhaltungs unternehmen unternehmens unterricht unterrichts urlaub urlaubs vater
veranstaltung veranstaltungs verantwortung verantwortungs verband verbands verbindung verbindungs verein vereins verfahren verfahrens
verfassung verfassungs verkauf verkaufs verkehr verkehrs verlag verlags vermittlung vermittlungs versammlung versammlungs versicherung
versicherungs vertrag vertrags verwaltung verwaltungs video vogel volks vorhang vorstellung vorstellungs wachs waffe waffen wagen wahl
wald wand ware waren wasser wechsel wehr weihnacht weihnachts wein weise welle welt werbung werbungs werk werkstatt werkzeug wert wetter
wiese winter wirtschaft wirtschafts wissen wissens wissenschaft wissenschafts woche wochen wohnung wohnungs wolle wunsch wärme wäsche
wörter zahl zahlen zahlung zahlungs zahn zeichen zeit zeiten zeitung zeitungs zelle zentral zentrale zentrum ziel zimmer zoll zucker
zukunft zukunfts zweck zähne überwachung überwachungs übung übungs
"""


@cache
def _parts() -> Dictionary:
    return Dictionary(_PARTS.split())


def cut(text: str) -> Sequence[str]:
    """The parts of a word, spelled as they are."""
    lower = text.lower()
    if len(lower) != len(text):
        return (text,)
    parts: list[str] = []
    at = 0
    for part in _parts().cut(lower, single=False):
        parts.append(text[at : at + len(part)])
        at += len(part)
    return parts
