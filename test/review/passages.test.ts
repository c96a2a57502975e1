import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { readText } from './forms-of-hito-5.js';

/** What a text of several sentences, points or lines says: `id=remedy`, `id=remedy/severity`; a name alone is only found. */
function said(exercise: string, text: string): string[] {
  const { criteria } = readText(exercise, text);
  return [...criteria].flatMap(([id, mention]) => {
    if (!mention.found) return [];
    const remedy = mention.remedy === 'right' || mention.remedy === 'wrong' ? `=${mention.remedy}` : '';
    return [`${id}${remedy}${mention.severity ? `/${mention.severity}` : ''}`];
  });
}

beforeAll(async () => {
  await loadLanguages();
});

const cases: readonly (readonly [about: string, exercise: string, text: string, expected: readonly string[]])[] = [
  [
    'levels by number, after the list',
    'mlflow',
    '1. No hay tags.\n2. Falta la signature.\n3. No se abre ningún run.\n\nSeveridad de cada uno → 1: baja, 2: media y 3: alta',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'numbers by level, after the list',
    'mlflow',
    '- No hay tags.\n- Falta la signature.\n- No se abre ningún run.\n\nAltas: 3. Medias y bajas: 1-2.',
    ['run-context/critical', 'signature/medium', 'tags/medium'],
  ],
  [
    'how many there are of a level is no index',
    'mlflow',
    '- No hay tags.\n- Falta la signature.\n\n1 baja y 1 media.',
    ['signature', 'tags'],
  ],
  [
    'a coloured sign before each point, with no line between them',
    'mlflow',
    '🔴 nadie abre el run\n🟡 falta la signature. usá infer_signature\n🟢 sin tags',
    ['run-context/critical', 'signature=right/medium', 'tags/minor'],
  ],
  [
    'a level before its thing and one in brackets after another',
    'mlflow',
    'Lo peor, para mí crítico, es que no se abre ningún run, y de paso no hay tags (severidad baja).',
    ['run-context/critical', 'tags/minor'],
  ],
  [
    'a scale of numbers told in the introduction',
    'mlflow',
    'Pongo la severidad del 1 al 5 (5 = lo peor, 1 = cosmético).\n\n1. (5) No se abre ningún run.\n2. (3) Falta la signature.\n3. (1) No hay tags.',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'the same, with one as the worst',
    'mlflow',
    'Priority from 1 to 3, where 1 is critical.\n\n- No run is opened. [1]\n- There is no signature. [2]\n- There are no tags. [3]',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'signs with a legend of their own',
    'mlflow',
    'Referencias: ‼️ no sale a prod así / ❗ conviene / ▫️ detalle\n\n- ‼️ No se abre ningún run\n- ❗ Falta la signature\n- ▫️ No hay tags',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'letters with a legend, in a column',
    'mlflow',
    'A = bloquea, B = importante, C = detalle.\n\n| Qué | Nivel |\n|---|---|\n| No se abre ningún run | A |\n| Falta la signature | B |\n| No hay tags | C |',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'a legend in the header of the column',
    'mlflow',
    '| issue | prio (1 = fix now, 2 = soon, 3 = someday) |\n|---|---|\n| no run is opened | 1 |\n| no signature | 2 |\n| no tags | 3 |',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'numbers in brackets without any scale count the points',
    'mlflow',
    '(1) No se abre ningún run. (2) Falta la signature. (3) No hay tags.',
    ['run-context', 'signature', 'tags'],
  ],
  [
    'plain lines as titles of groups',
    'mlflow',
    'Blockers\n\n- No run is opened.\n\nShould be fixed\n\n- There is no signature.\n\nNice to have\n\n- There are no tags.',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'what must, should and could be done',
    'mlflow',
    '| Problema | Prioridad |\n|---|---|\n| No se abre ningún run | Must |\n| Falta la signature | Should |\n| No hay tags | Could |',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'shares of three in brackets',
    'mlflow',
    'A. no se abre ningún run [gravedad 3/3]\nB. falta la signature [2/3]\nC. no hay tags [1/3]',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'levels told of all in a closing sentence',
    'mlflow',
    'No se abre ningún run, falta la signature, la corrida va sin nombre y no hay tags.\n\nEn cuanto a la gravedad: lo del run es crítico, la firma la dejaría en medio, y el nombre y los tags son menores.',
    ['run-context/critical', 'run-name/minor', 'signature/medium', 'tags/minor'],
  ],
  [
    'one level for all the others',
    'mlflow',
    'Problems: no run is opened, there is no signature, there are no tags. (I would rank the run P0 and all of the others P2.)',
    ['run-context/critical', 'signature/minor', 'tags/minor'],
  ],
  [
    'a place and a level before the problem',
    'mlflow',
    '**L4** · bloqueante — no se abre ningún run.\n\n**L12** · importante — el modelo va sin signature.\n\n**L11** · nit — no hay tags.',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'levels before nouns',
    'mlflow',
    'A serious problem is that no run is opened. A middling gripe is that there is no signature. A last cosmetic point: there are no tags.',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'a checklist of lines that open with a picture',
    'mlflow',
    '✅ Experimento definido\n❌ Firma del modelo: no hay (gravedad: media)\n❌ Ejemplo de entrada: no hay (gravedad: baja)\n✅ El nombre del artefacto',
    ['signature/medium', 'input-example/minor'],
  ],
  [
    'ordinals with their level',
    'mlflow',
    'Lo único que te frenaría, o sea crítico, es que nunca abrís un run.\n\nCuarto, medio: el modelo se guarda sin firma.',
    ['run-context/critical', 'signature/medium'],
  ],
  [
    'what becomes of the speaker is no order, and a wish understated is one',
    'logging',
    'Acá me puse serio: la primera línea escupe la cita entera del paciente en el log. Y no vendría mal que cada request lleve su id.',
    ['sensitive-data', 'context=right'],
  ],
  [
    'what nobody cares to look at is no finding',
    'mlflow',
    'Lo de los tags ni lo miro, son opcionales y para un equipo de dos no hacen falta.',
    [],
  ],
  [
    'a quotation of code that opens a sentence',
    'logging',
    '`except: raise` pierde la traza completa del error.',
    ['traceback'],
  ],
  [
    'the notes of a whole folder under one title',
    'mlflow',
    '# Notas de Ana\n\nVan los archivos. Aquí la lista.\n\n**train.py**: run sin abrir (alta), modelo sin firma (media), sin tags (baja).',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'a table of the metrics that should be',
    'prometheus',
    '| Métrica | Tipo | Etiquetas | Qué vigila |\n|---|---|---|---|\n| `x_seconds` | Histogram | – | latencia |\n| `x_total` | Counter | version, class | volumen por clase |',
    ['counter-labels=right', 'latency-histogram=right'],
  ],
  [
    'a consequence beside a bare name tells no cure',
    'prometheus',
    '| Consecuencia | Qué mediría |\n|---|---|\n| El modelo se queda viejo y nadie se da cuenta | drift |\n| La caja espera y nadie lo sabe | latencia, con un histograma |',
    ['latency-histogram=right', 'drift-gauge'],
  ],
  // A row without its table.
  [
    'a row of beads',
    'mlflow',
    '- **Sin signature** · medio · `infer_signature`\n- **Params perdidos** · medio · van a `log_params`\n- alta | no hay run | abrir uno con start_run',
    ['run-context=right/critical', 'params=right/medium', 'signature=right/medium'],
  ],
  [
    'a level between commas',
    'mlflow',
    'no params logged, medium, log_params\n\nsin firma, media, infer_signature',
    ['params=right/medium', 'signature=right/medium'],
  ],
  [
    'a level between two marks after a place',
    'mlflow',
    '**L12** · bloqueante — el modelo va sin signature.',
    ['signature/critical'],
  ],
  [
    'an arrow in the brackets of a level',
    'mlflow',
    '* No hay tags. (leve → `set_tags` con el autor)',
    ['tags=right/minor'],
  ],
  [
    'a level in brackets after each name',
    'mlflow',
    'Missing: explicit run (high), signature (medium), tags (low).',
    ['run-context/critical', 'signature/medium', 'tags/minor'],
  ],
  [
    'a preposition is no level',
    'mlflow',
    'Es de severidad media que la única métrica sea accuracy, y yo añadiría el recall y el área bajo la curva.',
    ['metrics=right/medium'],
  ],
  [
    'a level under a heading',
    'mlflow',
    '## Model without signature\n\nNobody checks the columns. Medium.',
    ['signature/medium'],
  ],
  // Checklists.
  [
    'what is not ticked off is missing, what is ticked is there',
    'mlflow',
    '- [x] Experimento definido\n- [ ] Params registrados con `log_params` (media)\n- [ ] Nombre de la corrida (baja)',
    ['params=right/medium', 'run-name/minor'],
  ],
  ['ticks alone tell nothing', 'mlflow', '- [x] No hay tags\n- [x] No hay signature', ['signature', 'tags']],
  // Tenses, clitics, numbers and wishes.
  ['the imperfect', 'mlflow', 'Los hiperparámetros no se guardaban y los tags se perdían.', ['params', 'tags']],
  ['an object tied to its verb', 'logging', 'Los print hay que eliminarlos.', ['logger=right']],
  [
    'a number in words',
    'prometheus',
    'Avisaría de que el p95 se vaya por encima de los cuatrocientos milisegundos.',
    ['alert-latency=right'],
  ],
  [
    'a duration is no limit',
    'prometheus',
    'When the model needs 8 seconds nobody sees it. → Histogram with the seconds',
    ['latency-histogram=right'],
  ],
  [
    'a wish in the subjunctive',
    'logging',
    'Un identificador de petición que se repita en todas las líneas.',
    ['context=right'],
  ],
  ['no wish where it is approved of', 'logging', 'Está bien que se use un identificador de petición.', []],
  [
    'advice that goes on after a comma',
    'logging',
    'Sustituiría los print por un logger, con un formato que anteponga la fecha.',
    ['logger=right', 'timestamp=right'],
  ],
  ['no-shows deny nothing', 'mlflow', 'Accuracy by itself hides the no-shows.', ['metrics']],
  ['a verb at the end', 'logging', 'The prints should in a productive service not be used.', ['logger=right']],
  [
    'a call that comes before its reason',
    'logging',
    'Get the stack trace in there with `log.exception`, since at the moment we only get the message.',
    ['traceback=right'],
  ],
  ['one thing gives its place to another', 'logging', 'Prints should make room for a logger.', ['logger=right']],
  [
    'what there is, and that it is all there is',
    'mlflow',
    '- ✅ La accuracy se registra\n- ❌ Métricas: solo hay accuracy, añadir F1 y ROC AUC',
    ['metrics=right'],
  ],
  [
    'a label that would do',
    'prometheus',
    'Todo cae en una sola serie. Con una etiqueta `version` ya se puede comparar.',
    ['counter-labels=right'],
  ],
  [
    'an order that follows the title of what is missing',
    'model-card',
    '**Falta: recomendaciones.** Revisar el modelo cada seis meses y no decidir solamente con el puntaje.',
    ['caveats=right'],
  ],
  [
    'an order that only says to add it',
    'model-card',
    '**Missing: limitations.** Add a section with this information to the model card.',
    ['limitations'],
  ],
  [
    'an order two sentences further on',
    'model-card',
    '**Falta: partición.** No dice con qué citas se probó. Pondría que se apartó un 20 % y cuántas filas son.',
    ['evaluation-data=right'],
  ],
  [
    'a question that says what belongs there',
    'model-card',
    '- ¿Trata peor a los que viven lejos o no tienen seguro?',
    ['ethics=right'],
  ],
  ['a question that only asks for it', 'model-card', '- ¿Y las métricas del modelo?', ['metrics']],
  [
    'an instance after an arrow',
    'model-card',
    'Limitations → por ejemplo, que no predice bien en festivos.',
    ['limitations=right'],
  ],
  [
    'what is left as it is, is well; the rest is not',
    'logging',
    '- Se pierde el stack trace. Poné `logger.exception("falló")` y dejá el `raise`, que está bien.',
    ['traceback=right'],
  ],
  [
    'a format that would do',
    'logging',
    '- Tampoco dice a qué hora pasó cada cosa. Con un `format="%(asctime)s %(message)s"` ya lo tenés.',
    ['timestamp=right'],
  ],
  ['levels told by their use', 'logging', 'INFO para lo normal y ERROR para los fallos.', ['levels=right']],
  [
    'an argument that is given a value is a cure of its own',
    'mlflow',
    '| Problem | Fix |\n|---|---|\n| No se abre ningún run | `with mlflow.start_run(run_name="gb"):` |',
    ['run-context=right', 'run-name=right'],
  ],
  [
    'an argument that is given nothing cures nothing',
    'mlflow',
    '| Problem | Fix |\n|---|---|\n| No se abre ningún run | `with mlflow.start_run(run_name=""):` |',
    ['run-context=right'],
  ],
  [
    'all of a Spanish question is asked',
    'model-card',
    '¿Medidos sobre qué partición, al azar o por fecha, y de qué porte?',
    ['evaluation-data=right'],
  ],
  // Questions that the student answers himself.
  [
    'a question and its answer, of one letter each',
    'mlflow',
    '**Q. With which hyperparameters was it trained?**\nUnknown, they are not logged. Answer: log every entry of `get_params()`.',
    ['params=right'],
  ],
  [
    'a question and its answer',
    'logging',
    '**¿Qué sale en esa salida?** La cita entera. Yo solo escribiría las claves del diccionario.',
    ['sensitive-data=right'],
  ],
  // Lists whose introduction says what they are.
  [
    'sections that are not there',
    'model-card',
    'Apartados que no están: uso previsto, métricas.',
    ['intended-use', 'metrics'],
  ],
  [
    'things that do not happen',
    'logging',
    'Cosas que NO pasan en esta función:\n\n1. ausencia de niveles\n2. except que pierde el traceback',
    [],
  ],
  [
    'indirect questions',
    'model-card',
    'Le falta: para qué se usa, de dónde salen los datos de entrenamiento.',
    ['intended-use', 'training-data'],
  ],
  [
    'alerts, one by one',
    'prometheus',
    'No hay alertas de latencia, ni de errores, ni de drift.',
    ['alert-latency', 'alert-errors', 'alert-drift'],
  ],
  ['a head before a colon', 'prometheus', 'alerts: none for latency or errors', ['alert-latency', 'alert-errors']],
  // A consequence that two defects have.
  [
    'the correction tells which is meant',
    'mlflow',
    '| Problem | Fix |\n|---|---|\n| Nothing shows a caller what a valid input looks like | `input_example` with two rows |',
    ['input-example=right'],
  ],
  ['an acquittal of the whole', 'mlflow', 'Dicen que no se guardan los tags. No encuentro ningún problema.', []],
  ['an acquittal of the rest', 'mlflow', 'No se guardan los tags. No encuentro ningún otro problema.', ['tags']],
  [
    'a glossary',
    'mlflow',
    '## Vocabulario\n\n**Signature**: esquema de entradas de un modelo (`infer_signature`).',
    [],
  ],
  [
    'a question whose correction refuses it',
    'mlflow',
    '| Problema | Corrección |\n|---|---|\n| ¿Tags? No los necesita nadie | set_tags: descartado |',
    [],
  ],
  // Points of a paragraph whose lines the markup runs together.
  [
    'numbered within the exercise',
    'logging',
    '2.1 Everything is printed, solution: a logger.\n2.2 The timestamp is missing, solution: asctime.\n2.3 There are no levels.',
    ['logger=right', 'levels', 'timestamp=right'],
  ],
  ['decimals are no numbers of points', 'mlflow', 'No hay tags y sube de 0.1 a 0.2 la pérdida.', ['tags']],
  [
    'a chat',
    'mlflow',
    '[10:02] **yo:** faltan los tags, con set_tags listo\n[10:03] **yo:** no hay signature\n[10:04] **yo:** eso es todo',
    ['signature', 'tags=right'],
  ],
  // The remedy stands after the problem, in a piece of its own.
  ['after a colon', 'mlflow', '- Los hiperparámetros se pierden: `log_params`', ['params=right']],
  ['after a colon', 'mlflow', '- The hyperparameters are lost: `log_params`', ['params=right']],
  ['in brackets', 'mlflow', '- No hay tags (basta con `set_tags`)', ['tags=right']],
  ['in brackets', 'logging', '- The stack is thrown away (`logger.exception` instead)', ['traceback=right']],
  ['by means of', 'mlflow', '- falta guardar los hiperparámetros con log_params', ['params=right']],
  ['an order', 'logging', '- deja ya el print, usa un logger', ['logger=right']],
  ['pointing back', 'mlflow', '- No model signature: infer it and pass it on', ['signature=right']],
  [
    'pointing back',
    'logging',
    "- Do we really want the customer's record on stdout? Drop it.",
    ['sensitive-data=right'],
  ],
  ['what it goes into', 'mlflow', '- wrap everything in `mlflow.start_run()`', ['run-context=right']],
  ['instead of', 'logging', '- a logger instead of print', ['logger=right']],
  ['the other way round is the problem', 'logging', '- print en vez de un logger', ['logger']],
  ['names in brackets are no remedy', 'mlflow', '- faltan los hiperparámetros (n_estimators, max_depth)', ['params']],
  [
    'the next of a list is no remedy',
    'mlflow',
    '- faltan tags, `signature` y parámetros',
    ['params', 'signature', 'tags'],
  ],
  [
    'in the next sentence',
    'logging',
    '- Se echan en falta los niveles. INFO en lo normal y ERROR en el fallo.',
    ['levels=right'],
  ],
  [
    'not where others are told',
    'logging',
    '- Que los print pasen a un logger.\n- No se sabe a qué hora ocurrió.',
    ['logger=right', 'timestamp'],
  ],
  // Points counted in a text.
  [
    'in a sentence',
    'mlflow',
    'Dos graves: (1) no se abre ningún run; (2) el modelo va sin firma.',
    ['run-context/critical', 'signature/critical'],
  ],
  [
    'in lines',
    'logging',
    'a) Everything is printed. Fix: a logger.\nb) There are no levels. Fix: INFO and ERROR.',
    ['logger=right', 'levels=right'],
  ],
  // A title, and what is said under it.
  ['absence in the next sentence', 'mlflow', '**Tags (P3).** None.', ['tags/minor']],
  ['absence in the next sentence', 'mlflow', 'El ejemplo de entrada. No está.', ['input-example']],
  ['a cure in the next sentence', 'mlflow', 'Después, los hiperparámetros. Usá `log_params`.', ['params=right']],
  [
    'a complaint and its cure',
    'mlflow',
    'These two never reach the server. Put them in a dict and `log_params` it.',
    ['params=right'],
  ],
  ['praise is no title', 'mlflow', 'Los tags están bien. Nada más.', []],
  // Bare names.
  ['graded', 'mlflow', '- `run_name` (minor)', ['run-name/minor']],
  ['among statements', 'mlflow', '- no hay run\n- sin firma\n- tags', ['run-context', 'signature', 'tags']],
  ['among bare names', 'mlflow', '- run\n- firma\n- tags', []],
  ['a wish without a verb', 'logging', 'Un `request_id` por llamada.', ['context=right']],
  // Levels said in passing.
  ['a sentence that grades', 'mlflow', 'El modelo no lleva firma. Esto es medio.', ['signature/medium']],
  [
    'a sentence that counts',
    'mlflow',
    'Hay dos cosas de gravedad media. Falta la firma. Faltan los parámetros.',
    ['params/medium', 'signature/medium'],
  ],
  [
    'said of another',
    'mlflow',
    'The run is never opened (critical). The tags are missing.',
    ['run-context/critical', 'tags'],
  ],
  ['in a label', 'mlflow', '- No tags. *Severity: minor.* `mlflow.set_tags`.', ['tags=right/minor']],
  // What is missing? More than the name is a remedy.
  [
    'a place',
    'prometheus',
    '- Falta un histograma de latencia, que se observa en un `finally`',
    ['latency-histogram=right'],
  ],
  [
    'a purpose',
    'prometheus',
    '- Score distribution, so that we notice when every answer is the same',
    ['probability-histogram=right'],
  ],
  [
    'its type, told apart',
    'prometheus',
    '- how many fail, as a counter, and drift, as a gauge per feature',
    ['error-counter=right', 'drift-gauge=right'],
  ],
  [
    'counted beside an alert',
    'prometheus',
    '- contar los errores con un contador y una alerta cuando pasen del 2 %',
    ['error-counter=right', 'alert-errors=right'],
  ],
  ['two aspects of a use', 'model-card', '- No dice para qué sirve ni quién lo usa', ['intended-use=right']],
  ['brackets after the name', 'model-card', '- Uso previsto (quién y para qué)', ['intended-use=right']],
  ['only the name', 'model-card', '- Uso previsto', ['intended-use']],
  ['listed as there', 'prometheus', 'It exposes a latency histogram, an error counter and a drift gauge.', []],
  ['all there', 'model-card', 'All sections present: intended use, training data, metrics, ethics.', []],
  ['entirely missing', 'model-card', 'Entirely missing: intended use, metrics.', ['intended-use', 'metrics']],
  // What is somewhere else, taken up again, or never gets where it should.
  ['kept elsewhere', 'mlflow', 'The settings sit in the constructor, not in MLflow.', ['params']],
  ['kept where it should be', 'mlflow', 'The signature is stored in MLflow, not in the code.', []],
  ['never gets there', 'mlflow', 'The learning rate and the tree count never reach the tracking server.', ['params']],
  ['never gets there, and well so', 'logging', 'Patient data never reaches the log.', []],
  ['taken up', 'mlflow', 'No sabremos con qué profundidad se entrenó, porque eso no se registró.', ['params']],
  // Letters tell what was done.
  ['done', 'mlflow', 'Lo he rodeado todo con `with mlflow.start_run()`.', ['run-context=right']],
  ['done by another', 'mlflow', 'El autor ha incluido la firma.', []],
  ['not done', 'mlflow', 'No he incluido la firma porque no hace falta.', []],
  [
    'done, and what comes of it',
    'logging',
    'He cambiado los print por un logger, y cada error sale con su traza gracias a `logger.exception`.',
    ['logger=right', 'traceback=right'],
  ],
  // Understated wishes.
  ['would be pleasant', 'mlflow', 'Tags would be pleasant, but I would lose no sleep.', ['tags=right']],
  ['is pleasant', 'mlflow', 'The tags are pleasant to look at.', []],
  // Orders to tell something.
  [
    'what it must tell',
    'model-card',
    'There is no ethics section. It should say whether older patients are worse off.',
    ['ethics=right'],
  ],
  ['how it must be told', 'model-card', "No limitations. I'd write that section carefully.", ['limitations']],
  [
    'an instance',
    'model-card',
    'No advierte en qué casos falla, por ejemplo en pueblos pequeños.',
    ['limitations=right'],
  ],
  // Code that opens a remark.
  ['code and its aim', 'mlflow', '`mlflow.set_tags({"team": "ops"})` so we can filter.', ['tags=right']],
  [
    'code and its place',
    'mlflow',
    '`with mlflow.start_run(run_name="gb")` around everything from `fit` down.',
    ['run-context=right', 'run-name=right'],
  ],
  // Alerts in tables and rows of conditions.
  [
    'a table of alerts',
    'prometheus',
    '| Aviso | Condición |\n|---|---|\n| Lentitud | p95 > 500 ms |\n| Fallos | más del 1 % |',
    ['alert-latency=right', 'alert-errors=right'],
  ],
  [
    'a title over a table',
    'prometheus',
    'Alerts\n\n| Signal | Threshold |\n|---|---|\n| p95 latency | 0.75 s |\n| failures | 2 % |',
    ['alert-latency=right', 'alert-errors=right'],
  ],
  ['alerts that are not needed', 'prometheus', 'No hacen falta alertas:\n\n- latencia\n- errores', []],
  [
    'conditions side by side',
    'prometheus',
    'Avisos si los errores pasan del 5 % o si hay mucho drift.',
    ['alert-errors=right', 'alert-drift'],
  ],
  // A grade, and the name of a thing.
  ['graded', 'mlflow', '- tags (minor)', ['tags/minor']],
  ['graded and praised', 'mlflow', '- run (critical): opened correctly', []],
  ['grades take nothing back', 'mlflow', 'Falta la firma. La firma la dejaría en medio.', ['signature/medium']],
  // A column of consequences.
  [
    'what happens without it',
    'model-card',
    '| Apartado | ¿Qué pasa si no está? |\n|---|---|\n| Limitaciones | Se usará donde no funciona |',
    ['limitations'],
  ],
  // What is supposed.
  [
    'a wish',
    'mlflow',
    'Si alguien hubiera llamado a `log_params`, sabríamos con cuántos árboles se entrenó.',
    ['params=right'],
  ],
  ['by means of which', 'logging', 'Con un request id en cada línea podríamos seguir una petición', ['context=right']],
  ['a wish that is turned', 'mlflow', 'Si hubiera muchos equipos los tags ayudarían, pero somos uno', []],
  [
    'what nobody would notice, and its cure',
    'prometheus',
    'Si fallara la mitad de las veces nadie se enteraría: contador de excepciones.',
    ['error-counter=right'],
  ],
  // The piece of a list goes on where no other thing is named.
  [
    'parts of one thing in a list of several',
    'model-card',
    'I miss the intended use, the training data with their source and period, the limitations',
    ['intended-use', 'limitations', 'training-data=right'],
  ],
  [
    'a list under a head',
    'model-card',
    'A la ficha le hacen falta los siguientes apartados: uso previsto, métricas, limitaciones.',
    ['intended-use', 'metrics', 'limitations'],
  ],
  [
    'what takes care of it',
    'mlflow',
    'There is no signature. That is a medium problem and `infer_signature` takes care of it.',
    ['signature=right/medium'],
  ],
  // Pictures that point at a cure.
  [
    'tools between problem and cure',
    'logging',
    'prints everywhere 🛠 logger de structlog\nel stack trace se pierde 🛠 `log.exception`\n👍 el raise',
    ['logger=right', 'traceback=right'],
  ],
  // What cures one defect is no word on another.
  [
    'a logger tells no time',
    'logging',
    '- print() -> logging module\n- nothing says when it happened',
    ['logger=right', 'timestamp'],
  ],
];

describe('texts of more than one clause', () => {
  it.each(cases)('%s — %s: %s', (_, exercise, text, expected) => {
    expect(said(exercise, text).sort()).toEqual([...expected].sort());
  });

  it('leaves to a person what is said of a cure and not understood', () => {
    const { criteria } = readText(
      'mlflow',
      '- No signature. Whatever the team in the other office likes to have there.',
    );
    expect(criteria.get('signature')).toMatchObject({ found: true, confidence: 'review', remedy: 'none' });
  });
});
