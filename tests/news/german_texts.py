"""Clean German texts written for these tests: umlauts, ß, typographic quotes and dashes, and names from elsewhere."""

from __future__ import annotations

PARAGRAPHS = (
    "Die Bürgermeisterin von Grünhöfe hat am Dienstag überraschend ihren Rücktritt erklärt. „Für mich beginnt ein "
    "neuer Abschnitt“, sagte sie vor der Stadthalle – und bedankte sich bei den Beschäftigten der Behörde. Über die "
    "Nachfolge soll frühestens im März entschieden werden. Die Opposition äußerte Verständnis, verlangte aber eine "
    "zügige Klärung der offenen Fragen. Größere Vorhaben wie die Brücke über die Mühlau ruhen bis dahin.",
    "Präsident Wolodymyr Selenskyj empfing am späten Nachmittag die frühere slowakische Staatschefin Zuzana Čaputová. "
    "Beide hätten ausführlich über Lösungen für beschädigte Kraftwerke gesprochen, hieß es anschließend. Der türkische "
    "Präsident Recep Tayyip Erdoğan ließ mitteilen, er könne erst nächste Woche anreisen. Öffentliche Termine sind "
    "nicht geplant. Beobachter werten das Gespräch als vorsichtiges Zeichen der Annäherung – mehr aber auch nicht.",
    "Ein schweres Unwetter hat im südlichen Oberösterreich erhebliche Schäden verursacht. Mehrere Straßen wurden "
    "gesperrt, Bäume stürzten auf Häuser, und in zwei Dörfern fiel für Stunden der Strom aus. Die Feuerwehr rückte "
    "nach eigenen Angaben zu rund 140 Einsätzen aus. Verletzt wurde niemand. Äste und Geröll müssen nun von den "
    "Gleisen geräumt werden; die Züge fahren frühestens ab Mittwochmorgen wieder regelmäßig.",
    "Der Verband der Müller und Bäcker rechnet mit höheren Preisen. Weizen koste derzeit etwa 240 € je Tonne, so ein "
    "Sprecher, das seien fast 15 % mehr als im Vorjahr … Auch Öl und Zucker hätten sich verteuert. Kleinere Betriebe "
    "könnten die Lücke kaum schließen. „Wir wünschen uns Planungssicherheit, keine Almosen“, hieß es. Das Ministerium "
    "kündigte an, die Förderung zu prüfen, ohne jedoch genaue Beträge zu nennen.",
    "Im Prozess um gefälschte Gemälde hat das Landgericht Köln den Hauptangeklagten zu fünf Jahren Haft verurteilt. "
    "Er habe Käufer jahrelang getäuscht, begründete die Vorsitzende Richterin das Urteil. Überführt wurde der Händler "
    "durch ein Gutachten, demzufolge das verwendete Weiß erst seit den Sechzigern erhältlich ist. Die Verteidigung "
    "will Rechtsmittel einlegen. Mehrere Museen prüfen nun, ob sie betroffen sind.",
    "Nach zähen Verhandlungen haben sich Gewerkschaft und Arbeitgeber auf einen Kompromiß verständigt, wie es früher "
    "hieß. Die Löhne steigen zunächst um drei Prozent, im übernächsten Jahr um weitere zwei. Außerdem erhalten die "
    "Beschäftigten einen zusätzlichen freien Tag. Der für Donnerstag angekündigte Streik fällt aus. Fahrgäste müssen "
    "dennoch mit Verspätungen rechnen, weil die Fahrpläne nicht mehr rechtzeitig geändert werden können.",
    "Forscherinnen der Universität Jena haben ungewöhnlich gut erhaltene Überreste eines Dorfes aus der Bronzezeit "
    "entdeckt. Unter einer Schicht aus Lehm lagen Töpfe, Knöpfe und sogar Körner. Ähnliche Funde seien äußerst selten, "
    "erklärte die Grabungsleiterin. „Das ist für uns ein Glücksfall.“ Ein Teil der Stücke wird ab Frühjahr gezeigt; "
    "zuvor müssen sie gereinigt, vermessen und haltbar gemacht werden.",
    "Die Schweizer Außenpolitiker wählten am Freitag in Zürich eine neue Führung. An die Spitze rückt die bisherige "
    "Stellvertreterin, die als kühle Rechnerin gilt. Sie kündigte an, das Verhältnis zu den Nachbarländern zu stärken. "
    "Österreich und Ungarn hätten bereits ihr Interesse an gemeinsamen Übungen signalisiert. In Genf wird ein Café im "
    "Völkerbundpalast nach dem früheren Präsidenten benannt – ein eher symbolischer Schritt.",
    "Auf der Autobahn bei Nürnberg ist ein mit Möbeln beladener Lastwagen umgestürzt. Der Fahrer blieb unverletzt, die "
    "Strecke war jedoch über acht Stunden gesperrt. Zahlreiche Reisende übernachteten in ihren Fahrzeugen. Helfer "
    "verteilten heiße Getränke, Wärmflaschen und Decken. Warum der Lastzug ins Schlingern geriet, ist noch ungeklärt; "
    "Zeugen berichten von einer Böe, die Polizei schließt überhöhte Geschwindigkeit nicht aus.",
    "Zum Abschluß der Wintersaison gewann die norwegische Läuferin das Rennen über dreißig Kilometer vor zwei "
    "Schwedinnen. Die beste Deutsche wurde Achte. „Natürlich hätte ich gern mehr erreicht“, räumte sie ein, „aber die "
    "Bedingungen waren für alle schwierig.“ Gewöhnlich liegt im April kein Schnee mehr; dieses Mal fielen noch einmal "
    "zwanzig Zentimeter. Für den Nachwuchs bleibt die Loipe geöffnet, vermutlich bis Ende des Monats.",
)

SHORT = PARAGRAPHS
"""About 60 words each."""

LONG = tuple("\n\n".join((*PARAGRAPHS[start:], *PARAGRAPHS[:start])) for start in (0, 3, 7))
"""About 600 words each, in paragraphs."""
