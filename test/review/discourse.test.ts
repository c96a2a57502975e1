import { beforeAll, describe, expect, it } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { readText } from './forms-of-hito-5.js';

/** The criteria that a text of several sentences, rows or points names. */
function named(exercise: string, text: string): string[] {
  const { criteria } = readText(exercise, text);
  return [...criteria].flatMap(([id, mention]) => (mention.found ? [id] : []));
}

beforeAll(async () => {
  await loadLanguages();
});

type Case = readonly [about: string, exercise: string, text: string, expected: readonly string[]];

/** Each frame that takes its words back stands beside a look-alike that does not. */
const cases: readonly Case[] = [
  ['where it ends up', 'logging', 'Personal data of the patient ends up in stdout.', ['sensitive-data']],
  ['when, and no wish', 'logging', 'Mask the name and the phone before logging.', ['sensitive-data']],
  [
    'an order that cures what the sentence before misses',
    'model-card',
    'No se mencionan las limitaciones. Avisar de que no sirve para pacientes nuevos sin historial.',
    ['limitations'],
  ],
  [
    'two orders in a row',
    'prometheus',
    'Avisar si el p95 pasa de 500 ms. Avisar si los errores pasan del 5 %.',
    ['alert-latency', 'alert-errors'],
  ],
  [
    'two findings in a row',
    'model-card',
    'No se mencionan las limitaciones. Falta el uso previsto.',
    ['limitations', 'intended-use'],
  ],
  ['nobody does it', 'mlflow', 'Aquí nadie hace log_params.', ['params']],
  ['nobody needs it', 'mlflow', 'Nadie necesita los tags.', []],
  ['an order after praise', 'mlflow', 'Felicidades por tu accuracy, agrega recall y F1.', ['metrics']],
  ['praise alone', 'mlflow', 'Felicidades por los tags, bien puestos.', []],
  [
    'a list after a count',
    'logging',
    'Veo tres problemas: los print, los datos del paciente en el log y que se pierde el traceback.',
    ['logger', 'sensitive-data', 'traceback'],
  ],
  [
    'what is printed, and not that it is',
    'logging',
    'Se hace print de los datos del paciente en el log.',
    ['sensitive-data'],
  ],
  [
    'kept inside the cure',
    'mlflow',
    '| Problema | Corrección |\n|---|---|\n| No hay run abierto | abrir `with mlflow.start_run():` y dejar dentro fit, métricas y modelo |',
    ['run-context'],
  ],
  ['counterfactual', 'mlflow', 'Si el script guardase el modelo sin firma habría que corregirlo.', []],
  ['counterfactual', 'mlflow', 'De no registrarse los hiperparámetros, no podríamos repetirlo.', []],
  ['counterfactual', 'model-card', 'Should the card have lacked any limitations, it would be unfit for use.', []],
  ['a true condition', 'mlflow', 'Si cambia una columna nadie lo ve, porque no hay firma.', ['signature']],
  ['rebutted in the sentence', 'mlflow', 'Creía que faltaban los tags, pero los hay.', []],
  ['rebutted in the next', 'prometheus', 'There is no latency histogram. I was wrong.', []],
  ['luck', 'logging', 'Without a request id the lines cannot be joined; luckily every line carries one.', []],
  ['a duty unmet is no rebuttal', 'mlflow', 'The params should be logged, but it is not so.', ['params']],
  ['more is said', 'model-card', 'Model Details (está, pero incompleto)', ['model-details']],
  ['false to say', 'mlflow', 'Sería injusto decir que no se registran los hiperparámetros.', []],
  ['false to say', 'prometheus', 'It would be unfair to say that there is no error counter.', []],
  ['true to say', 'mlflow', 'Hay que decir que no se registran los hiperparámetros.', ['params']],
  ['hearsay', 'logging', 'The services of another team lack timestamps.', []],
  ['hearsay', 'mlflow', 'Mi jefa dice que faltan los tags; yo no lo comparto.', []],
  ['hearsay agreed to', 'mlflow', 'Mi jefa dice que faltan los tags, y faltan.', ['tags']],
  ['a plan', 'prometheus', 'Voy a comprobar las labels, el contador de errores y el drift.', []],
  ['a plan', 'prometheus', 'I will check whether a latency histogram exists.', []],
  ['a finding after a plan', 'mlflow', 'Voy a revisar el script. Los hiperparámetros no se registran.', ['params']],
  ['advice against', 'mlflow', 'Desaconsejo envolverlo en `start_run`.', []],
  ['advice against', 'mlflow', 'I would avoid adding an input example.', []],
  ['advice against harm', 'logging', 'Avoid using print().', ['logger']],
  ['none missing', 'prometheus', 'No labels are missing.', []],
  ['excepted', 'mlflow', 'No falta nada salvo la firma.', ['signature']],
  [
    'only that',
    'model-card',
    'I have no complaint about the layout, only that the limitations are left out.',
    ['limitations'],
  ],
  ['not that one', 'mlflow', 'No hablo de la firma digital: falta la signature del modelo.', ['signature']],
  ['praise in set phrases', 'prometheus', 'The latency histogram does its job.', []],
  ['praise in set phrases', 'model-card', 'Las limitaciones, de lujo.', []],
  ['for effect', 'prometheus', 'Who needs a drift gauge?', []],
  ['waved away', 'prometheus', 'An error counter? Nobody looks at it.', []],
  ['answered by no', 'mlflow', '¿Faltan los tags? No.', []],
  ['a question that states', 'mlflow', '¿Y los tags? No veo ninguno.', ['tags']],
  ['defined', 'prometheus', 'Un gauge es un valor que sube y baja, como el drift.', []],
  [
    'defined, then missed',
    'prometheus',
    'Un gauge es un valor que sube y baja, y falta uno de drift.',
    ['drift-gauge'],
  ],
  ['no time for it', 'prometheus', 'No me ha dado tiempo.', []],
  ['no time for it', 'prometheus', 'Lo siento, no tuve tiempo para hacer este ejercicio', []],
  ['no time for it', 'prometheus', 'I ran out of time.', []],
  ['no time for it', 'logging', "I didn't have time to finish.", []],
  ['a time that nobody takes', 'prometheus', 'No se mide el tiempo de predict.', ['latency-histogram']],
  ['a time that lines lack', 'logging', 'Los mensajes no tienen tiempo ni fecha.', ['timestamp']],
  ['a plea', 'model-card', 'Dear marker, please be fair to me.', []],
  ['a plea', 'model-card', 'Profe, sea justo conmigo.', []],
  [
    'who it is unfair to',
    'model-card',
    'It may be unfair to young customers and the card says nothing of it.',
    ['ethics'],
  ],
  ['where the file is', 'model-card', 'La ficha corregida va en `model_card.md`.', []],
  ['where the file is', 'model-card', 'The fixed card is in model_card.md', []],
  ['what the file is', 'model-card', 'La ficha corregida va en el archivo.', []],
  ['what the part lacks', 'model-card', 'La ficha técnica es muy escueta.', ['model-details']],
  ['a glossary', 'model-card', '| Term | Meaning |\n|---|---|\n| Limitations | what it cannot do |', []],
  ['under keywords', 'prometheus', '## Keywords\n\nlatency histogram, error counter, drift gauge', []],
  ['under a question', 'prometheus', '## ¿Qué falta?\n\n- histograma de latencia', ['latency-histogram']],
  ['a column answered no', 'prometheus', '| Metric | Missing? |\n|---|---|\n| latency histogram | no |', []],
  ['a column answered yes', 'mlflow', '| Elemento | ¿Falta? |\n|---|---|\n| tags | Sí |\n| signature | No |', ['tags']],
  ['is it there? no', 'mlflow', '| Element | Present |\n|---|---|\n| tags | no |\n| signature | yes |', ['tags']],
  ['said to be there', 'model-card', 'La card ya incluye estos apartados:\n\n- Limitaciones\n- Ética', []],
  ['said to be missing', 'model-card', 'A la card le faltan estos apartados:\n\n- Limitaciones', ['limitations']],
  ['praised in the next', 'mlflow', 'No se registran los params. Los params se registran correctamente.', []],
  ['another praised', 'mlflow', 'No se registran los params. La accuracy se registra correctamente.', ['params']],
  ['good practice in general', 'logging', 'It does not follow logging best practices.', []],
  ['two values', 'prometheus', '- modelo cargado sí/no', ['model-loaded']],
  [
    'rows at odds',
    'prometheus',
    '| Metric | Verdict |\n|---|---|\n| Drift gauge | missing |\n| Drift gauge | present, nothing to add |',
    [],
  ],
  [
    'stirred words',
    'mlflow',
    'lacks never params signature absent tags only missing run name without input example no add use wrap metrics not should',
    [],
  ],
  ['applause for advice', 'mlflow', '| Problem | Fix |\n|---|---|\n| No tags | Add `mlflow.set_tags` 👍 |', ['tags']],
];

describe('what the words around a remark make of it', () => {
  it.each(cases)('%s, %s: %s', (_, exercise, text, expected) => {
    expect(named(exercise, text).sort()).toEqual([...expected].sort());
  });
});
