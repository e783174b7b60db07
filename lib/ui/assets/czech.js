// Streamlit's interface speaks English only: its fixed words are replaced as they appear, in texts and in the
// attributes that screen readers and tooltips use. What people wrote is never touched: only whole, exactly equal
// texts inside Streamlit's own elements, never in inputs, editors, code, tables or markdown.
(() => {
  "use strict";
  const WORDS = /* words */ {
    "Press Enter to apply": "Enter potvrdí",
    "Press Enter to submit form": "Enter odešle formulář",
    "Press Ctrl+Enter to apply": "Ctrl+Enter potvrdí",
    "Press Ctrl+Enter to submit form": "Ctrl+Enter odešle formulář",
    "Press ⌘+Enter to apply": "⌘+Enter potvrdí",
    "Press ⌘+Enter to submit form": "⌘+Enter odešle formulář",
    "(required)": "(povinné)",
    "Choose options": "Vyberte",
    "Choose an option": "Vyberte",
    "Choose or add options": "Vyberte nebo doplňte",
    "Choose or add an option": "Vyberte nebo doplňte",
    "Add options": "Doplňte",
    "Add an option": "Doplňte",
    "Select...": "Vyberte…",
    "Select": "Vybrat",
    "Type to search": "Pište, co hledáte",
    "No options to select.": "Není z čeho vybírat.",
    "No options to select": "Není z čeho vybírat",
    "No options": "Není z čeho vybírat",
    "No results": "Nic nenalezeno",
    "Select all": "Vybrat vše",
    "Clear all": "Zrušit výběr",
    "Clear value": "Vymazat",
    "Clear entry": "Vymazat",
    "Clear selection": "Zrušit výběr",
    "Selected values": "Vybrané",
    "Multiselect": "Výběr z více možností",
    "Multiselect options": "Možnosti",
    "Selectbox": "Výběr",
    "Selectbox options": "Možnosti",
    "Show suggestions": "Zobrazit návrhy",
    "All selected options have been cleared.": "Výběr je zrušen.",
    "Open": "Otevřít",
    "Close": "Zavřít",
    "Cancel": "Zrušit",
    "Cancel (Escape)": "Zrušit (Esc)",
    "Save": "Uložit",
    "Delete": "Smazat",
    "Rename": "Přejmenovat",
    "Copy": "Zkopírovat",
    "Copied": "Zkopírováno",
    "Copy to clipboard": "Zkopírovat do schránky",
    "Show password": "Zobrazit heslo",
    "Hide password": "Skrýt heslo",
    "Increment": "Zvýšit",
    "Decrement": "Snížit",
    "Number is below the allowed range.": "Číslo je menší, než je dovoleno.",
    "Number is above the allowed range.": "Číslo je větší, než je dovoleno.",
    "Invalid input.": "Takto to zapsat nejde.",
    "Drag and drop a file here": "Přetáhněte sem soubor",
    "Drag and drop file here": "Přetáhněte sem soubor",
    "Drag and drop files here": "Přetáhněte sem soubory",
    "Drag and drop directories here": "Přetáhněte sem složky",
    "Upload": "Nahrát",
    "Uploading...": "Nahrává se…",
    "Upload directories": "Nahrát složky",
    "Browse files": "Vybrat soubory",
    "Add files": "Přidat soubory",
    "Remove file": "Odebrat soubor",
    "File type not allowed.": "Tento druh souboru nahrát nejde.",
    "Only one file is allowed.": "Nahrajte jen jeden soubor.",
    "Error uploading file": "Soubor se nepodařilo nahrát",
    "Download failed": "Stažení se nezdařilo",
    "yyyy": "rrrr",
    "Choose date": "Vybrat datum",
    "Choose date range": "Vybrat období",
    "Choose date and time": "Vybrat datum a čas",
    "Clear date": "Vymazat datum",
    "Clear dates": "Vymazat období",
    "Clear date and time": "Vymazat datum a čas",
    "Clear time": "Vymazat čas",
    "Date range": "Období",
    "Start Date": "Od",
    "End Date": "Do",
    "Start date must be before end date.": "Začátek musí být před koncem.",
    "Selected date unavailable.": "Tento den vybrat nejde.",
    "Quick select a date range": "Rychlý výběr období",
    "Past Week": "Poslední týden",
    "Past Month": "Poslední měsíc",
    "Past 3 Months": "Poslední 3 měsíce",
    "Past 6 Months": "Posledních 6 měsíců",
    "Past Year": "Poslední rok",
    "Past 2 Years": "Poslední 2 roky",
    "Previous month": "Předchozí měsíc",
    "Next month": "Další měsíc",
    "Month": "Měsíc",
    "Year": "Rok",
    "Calendar": "Kalendář",
    "Time": "Čas",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Šipkami se pohybujete po dnech, Enter vybere, Esc zavře.",
    "Use arrow keys to navigate. Enter to select. Tab to switch between calendar and time. Escape to close.":
      "Šipkami se pohybujete, Enter vybere, Tab přepíná mezi kalendářem a časem, Esc zavře.",
    "Invalid time format. Please use HH:MM.": "Zapište čas jako 17:00.",
    "Invalid time format. Please use HH:MM:SS or HH:MM.": "Zapište čas jako 17:00 nebo 17:00:00.",
    "Hours must be 0–23.": "Hodiny jsou od 0 do 23.",
    "Minutes must be 0–59.": "Minuty jsou od 0 do 59.",
    "Seconds must be 0–59.": "Sekundy jsou od 0 do 59.",
    "Add row": "Přidat řádek",
    "Delete row(s)": "Smazat řádky",
    "Show/hide columns": "Zobrazit a skrýt sloupce",
    "Download as CSV": "Stáhnout CSV",
    "Search": "Hledat",
    "Close Search": "Zavřít hledání",
    "Previous Result": "Předchozí nález",
    "Next Result": "Další nález",
    "Fullscreen": "Na celou obrazovku",
    "View fullscreen": "Na celou obrazovku",
    "Close fullscreen": "Zmenšit zpět",
    "Exit fullscreen": "Zmenšit zpět",
    "Show data": "Zobrazit data",
    "Show chart": "Zobrazit graf",
    "Dataframe column menu": "Nabídka sloupce",
    "Copy column name": "Zkopírovat název sloupce",
    "Sort ascending": "Řadit vzestupně",
    "Sort descending": "Řadit sestupně",
    "Statistics": "Souhrn",
    "Format": "Zápis",
    "Autosize": "Přizpůsobit šířku",
    "Pin column": "Ukotvit sloupec",
    "Unpin column": "Uvolnit sloupec",
    "Hide column": "Skrýt sloupec",
    "Automatic": "Podle obsahu",
    "Localized": "Česky",
    "Plain": "Bez úprav",
    "Compact": "Zkráceně",
    "Dollar": "Dolary",
    "Euro": "Eura",
    "Yen": "Jeny",
    "Percent": "Procenta",
    "Scientific": "Vědecky",
    "Accounting": "Účetně",
    "Duration": "Doba",
    "Distance": "Před jakou dobou",
    "Range": "Rozsah",
    "Count": "Počet",
    "Values": "Hodnoty",
    "Empty": "Prázdné",
    "Distinct": "Různé",
    "Average": "Průměr",
    "Standard deviation": "Směrodatná odchylka",
    "Minimum": "Nejmenší",
    "Median": "Medián",
    "Maximum": "Největší",
    "Sum": "Součet",
    "Minimum length": "Nejkratší",
    "Maximum length": "Nejdelší",
    "Average length": "Průměrná délka",
    "No data": "Nic tu není",
    "Based on sample": "Podle vzorku",
    "No clipboard data": "Schránka je prázdná",
    "Loading...": "Načítá se…",
    "Please wait...": "Načítá se…",
    "Failed to load data": "Data se nepodařilo načíst",
    "Running...": "Pracuje se…",
    "Stopping...": "Zastavuje se…",
    "Stop": "Zastavit",
    "Rerun": "Obnovit",
    "Connecting": "Připojování",
    "Connecting to Streamlit server": "Připojování k serveru",
    "Unable to connect to Streamlit server": "Server neodpovídá",
    "Connection error": "Spojení se přerušilo",
    "Connection lost. Please wait for the app to reconnect, then try again.": "Spojení se přerušilo. Počkejte, až se obnoví, a zkuste to znovu.",
    "Streamlit server is not responding. Are you connected to the internet?": "Server neodpovídá. Jste připojeni k síti?",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "Server neodpovídá. Dejte vědět tomu, kdo se o Kancelář stará.",
    "Network issue": "Potíž se sítí",
    "Page not found": "Stránka neexistuje",
    "The page that you have requested does not seem to exist": "Tato stránka tu není",
    "Oh no.": "Něco selhalo.",
    "Error running app.": "Stránku se nepodařilo zobrazit.",
    "Error": "Chyba",
    "Warning": "Upozornění",
    "Retry": "Zkusit znovu",
    "Try again": "Zkusit znovu",
    "Expand sidebar": "Otevřít nabídku",
    "Collapse sidebar": "Zavřít nabídku",
    "Open sidebar": "Otevřít nabídku",
    "Close sidebar": "Zavřít nabídku",
    "Sidebar": "Nabídka",
    "App pages": "Stránky",
    "Main": "Obsah",
    "Skip to main content": "Přejít k obsahu",
    "Main menu": "Další možnosti",
    "Menu": "Nabídka",
    "View less": "Méně",
    "Notifications": "Oznámení",
    "Dismiss": "Zavřít",
    "Theme": "Vzhled",
    "System": "Podle systému",
    "Use system setting": "Podle systému",
    "Light": "Světlý",
    "Dark": "Tmavý",
    "Settings": "Nastavení",
    "Print": "Tisk",
    "About": "O aplikaci",
    "Scroll tabs left": "Posunout záložky doleva",
    "Scroll tabs right": "Posunout záložky doprava",
    "Help": "Nápověda",
    "Link to heading": "Odkaz na nadpis",
    "Scrollable table": "Tabulka",
    "JSON path": "Cesta v JSON",
    "Send message": "Odeslat",
    "Done": "Hotovo",
    "Reset": "Vrátit",
    "Color picker": "Výběr barvy",
    "Image": "Obrázek",
    "Download as PNG": "Stáhnout obrázek PNG",
    "Download as SVG": "Stáhnout obrázek SVG",
    "Copy Vega-Lite spec": "Zkopírovat zápis grafu",
    "Vega visualization": "Graf",
    "file upload": "nahrání souboru",
    "Selected": "Vybráno",
    "Zoom": "Přiblížit",
    "Pan": "Posunout",
    "Zoom in": "Přiblížit",
    "Zoom out": "Oddálit",
    "Autoscale": "Celý graf",
    "Reset axes": "Celý graf",
    "Box Select": "Vybrat obdélníkem",
    "Lasso Select": "Vybrat lasem",
    "Download plot as a png": "Stáhnout obrázek PNG",
    "Download plot as a PNG": "Stáhnout obrázek PNG"
  } /* end of words */;
  const PATTERNS = [
    [/^([\d.,]+) ?(B|KB|MB|GB) per file$/, "nejvýše $1 $2"],
    [/^Limit ([\d.,]+) ?(B|KB|MB|GB) per file$/, "nejvýše $1 $2"],
    [/^File must be ([\d.,]+) ?(B|KB|MB|GB) or smaller\.$/, "Soubor může mít nejvýše $1 $2."],
    [/^(\S+) files are not allowed\.$/, "Soubory $1 tu nahrát nejde."],
    [/^Choose (?:date|date range|date and time), (.+)$/s, "Vybrat datum, $1"],
    [/^year, (.+)$/s, "rok, $1"],
    [/^month, (.+)$/s, "měsíc, $1"],
    [/^day, (.+)$/s, "den, $1"],
    [/^Today, (.+?)(, selected| selected)?$/, "dnes, $1"],
    [/^Connection failed with status 401\.$/, "Přihlášení skončilo. Po novém přihlášení se spojení samo obnoví."],
    [/^Connection failed with status (\d+)\.$/, "Server odpověděl chybou $1. Spojení se samo obnoví."],
    [/^Shortcut (.*)$/s, "klávesová zkratka $1"],
    [/^Help for (.*)$/s, "Nápověda: $1"],
    [/^\w+ icon$/, "ikona"],
    [/^(\d+) options? available\.$/, "K výběru: $1."],
    [/^View (\d+) more$/, "Další ($1)"],
    [/^(\d+) more$/, "a další: $1"],
    [/^Add: (.*)$/s, "Doplnit: $1"],
    [/^Remove (.*)$/s, "Odebrat: $1"],
    [/^Select (\d+) matches$/, "Vybrat nalezené ($1)"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Vybrat lze nejvýše $1. Nejdřív něco odeberte."],
    [/^Number is below the allowed range\. Please enter a value greater than or equal to (.+)\.$/, "Nejmenší dovolené číslo je $1."],
    [/^Number is above the allowed range\. Please enter a value less than or equal to (.+)\.$/, "Největší dovolené číslo je $1."],
    [/^Number is outside the allowed range\. Please enter a value between (.+) and (.+)\.$/, "Zapište číslo od $1 do $2."],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-description"];
  // Inside these elements lie words of people, which may happen to equal a word of the interface.
  const THEIRS = "script,style,textarea,pre,code,[contenteditable],[data-testid=stMarkdownContainer],[data-testid=stTable]," +
    "[data-testid=stTableStyledTable],[role=grid] td,[role=gridcell],[role=option],[data-baseweb=tag],[data-testid=stBidiComponent]";

  const OURS = "[data-testid=stFileUploaderDropzone],[data-type=year]";

  function czech(text) {
    const core = text.trim();
    if (!core) return text;
    if (Object.hasOwn(WORDS, core)) return text.replace(core, WORDS[core]);
    for (const [pattern, words] of PATTERNS) if (pattern.test(core)) return text.replace(core, core.replace(pattern, words));
    return text;
  }

  // `Fullscreen: name of the picture`: the part before the colon is Streamlit's.
  function czechName(name) {
    const [, before, after] = /^([^:]+)(: .+)$/s.exec(name) || [];
    return before && Object.hasOwn(WORDS, before) ? WORDS[before] + after : czech(name);
  }

  function ofText(node) {
    const parent = node.parentElement;
    if (!parent || (parent.closest(THEIRS) && !parent.closest(OURS))) return;
    const words = czech(node.data);
    if (words !== node.data) node.data = words;
  }

  function ofElement(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const words = czechName(value);
      if (words !== value) element.setAttribute(name, words);
    }
  }

  function under(node) {
    if (node.nodeType === Node.TEXT_NODE) return ofText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    ofElement(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) ofText(walker.currentNode);
      else ofElement(walker.currentNode);
    }
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(under);
      else if (change.type === "characterData") ofText(change.target);
      else ofElement(change.target);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });

  // Months, week days and the first day of the week come from the browser's language; the office writes Czech.
  Object.defineProperty(navigator, "language", { get: () => "cs-CZ" });
  Object.defineProperty(navigator, "languages", { get: () => ["cs-CZ", "cs"] });
})();
