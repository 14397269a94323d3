// What only the settings say, in all languages but English, in one chunk for the same reason as `others.ts`.
import ar from "../../locales/ar/gander.ftl?settings";
import de from "../../locales/de/gander.ftl?settings";
import es from "../../locales/es/gander.ftl?settings";
import fr from "../../locales/fr/gander.ftl?settings";
import ja from "../../locales/ja/gander.ftl?settings";

export const messages = { ar, de, es, fr, ja };
