import { beforeAll, describe, expect, test } from 'vitest';
import { loadLanguages } from '../../src/languages/index.js';
import { parseMarkdown } from '../../src/languages/markdown/index.js';
import { fractionOf } from '../../src/model/verdict.js';
import { documentsWith } from './documents.js';
import { judgeWith } from './rubric.js';

const judge = judgeWith('hito-5/model-card');
const third = 1 / 3;

type Criterion =
  | 'model-details'
  | 'intended-use'
  | 'training-data'
  | 'evaluation-data'
  | 'metrics'
  | 'ethics'
  | 'limitations'
  | 'caveats';
type Case = readonly [name: string, text: string, expected: Partial<Record<Criterion, number>>, language?: string];

const cases: readonly Case[] = [
  // model details
  [
    'details as a list',
    '## Model Details\n- Version: 2.1\n- Framework: sklearn 1.4\n- License: MIT\n- Owner: risk team',
    { 'model-details': 1 },
  ],
  [
    'details in Spanish',
    '## Detalles del modelo\n* **Versión**: 3.0.1\n* **Librería**: XGBoost 2\n* **Licencia**: Apache 2.0\n* **Responsable**: Lucía Vega',
    { 'model-details': 1 },
  ],
  [
    'details in a table',
    '## Ficha técnica\n| Campo | Valor |\n|---|---|\n| Versión | 1.0 |\n| Framework | LightGBM |\n| Licencia | uso interno |\n| Contacto | ml@banco.example |',
    { 'model-details': 1 },
  ],
  [
    'details in prose',
    '## Model details\nVersion 1.3.0 of a churn model built with scikit-learn 1.5, released under the MIT licence. Questions go to ml@bank.example.',
    { 'model-details': 1 },
  ],
  [
    'details spread over the card',
    '# BankChurn\n\n*Version 1.4.0. Owner: churn@bank.example*\n\n## Model\nA forest in scikit-learn.\n\n## License\nProprietary, internal use.',
    { 'model-details': 1 },
  ],
  [
    'front matter',
    '---\nlicense: apache-2.0\nlibrary_name: sklearn\nversion: 1.0.0\n---\n# Card\n',
    { 'model-details': 0.75 },
  ],
  [
    'two of four',
    '## Model Details\n- Version: 1.0\n- Type: forest\n\n## Contact\nteam@x.example',
    { 'model-details': 0.5 },
  ],
  ['a version of Python only', '## Model Details\n- Python version: 3.11', { 'model-details': 0 }],
  [
    'the two lines of the given card',
    '## Model Details\n- Random Forest classifier\n- Trained on customer data',
    { 'model-details': 0, 'training-data': 0 },
  ],
  [
    'empty values',
    '## Model Details\n- Version:\n- Framework: TBD\n- License: [COMPLETAR]\n- Contact: <your-email>',
    { 'model-details': 0 },
  ],
  [
    'values in doubt',
    '## Model Details\n- Version: ???\n- Framework: xxx\n- License: pendiente\n- Contact: N/A',
    { 'model-details': 0 },
  ],
  [
    'examples to replace',
    '## Model Details\n- Contact: nombre.apellido@example.com (sustituir)\n- Owner: your.name@example.com\n- Autor: Ana (cambiar)',
    { 'model-details': 0 },
  ],
  [
    'an address of the example domain',
    '## Model Details\n- Contact: churn.team@example.com',
    { 'model-details': 0.25 },
  ],
  [
    'templates',
    '## Model Details\n- Version: {{ version }}\n- License: {{license | default("[More Information Needed]")}}',
    { 'model-details': 0 },
  ],
  ['a comment', '## Model Details\n<!-- Version: 1.0, License: MIT -->\n', { 'model-details': 0 }],
  ['licence and author as headings', '## Licencia\nMIT\n\n## Autores\nEquipo de datos', { 'model-details': 0.5 }],
  ['equals signs', '## Model Details\nversion = 1.2\nframework = pytorch\n', { 'model-details': 0.5 }],
  [
    'emoji and numbers before headings',
    '## 1. 📋 Información del Modelo\n- 🏷️ **Versión:** 1.1\n- 🧰 **Framework:** scikit-learn\n- ⚖️ **Licencia:** MIT\n- 📧 **Contacto:** a@b.example',
    { 'model-details': 1 },
  ],
  // caveats
  [
    'a template that says it is one',
    '## Caveats and Recommendations\nEscribir aquí las recomendaciones.\n\n*Plantilla rellenada automáticamente. Pendiente de contenido.*',
    { caveats: 0 },
  ],
  // intended use
  [
    'three fields of use',
    '## Intended Use\n- Primary use: rank customers for retention calls\n- Users: retention analysts\n- Out of scope: credit decisions',
    { 'intended-use': 1 },
  ],
  [
    'use in Spanish',
    '## Uso previsto\nPriorizar llamadas de retención.\n\n### Usuarios\nEquipo comercial\n\n### Fuera de alcance\nConcesión de créditos',
    { 'intended-use': 1 },
  ],
  [
    'use in one paragraph',
    '## Propósito\nEl equipo de retención lo usa para priorizar llamadas; no debe usarse para conceder créditos.',
    { 'intended-use': 1 },
  ],
  [
    'questions of the template',
    '## Intended Use\n¿Para qué se ha pensado el modelo? ¿Quién lo usará? ¿Para qué no debe usarse?',
    { 'intended-use': 0 },
  ],
  [
    'questions that are answered',
    '## Intended Use\n¿Para qué? Para priorizar llamadas de retención.\n\n¿Quién lo usará? El equipo de retención.\n\n¿Para qué no debe usarse? No debe usarse para conceder créditos.',
    { 'intended-use': 1 },
  ],
  ['a purpose alone', '## Purpose\nPredicts which customers will close their account.', { 'intended-use': third }],
  [
    'purpose and users',
    '## Casos de uso\n- Campañas de retención mensuales\n- Usuarios: gestores de cuenta',
    { 'intended-use': 2 / 3 },
  ],
  [
    'merged headings of use',
    '## Intended Use and Out-of-Scope Use\n\nWeekly lists for call centre agents. Not for pricing.',
    { 'intended-use': 1 },
  ],
  [
    'direct use as Hugging Face names it',
    '## Uses\n\n### Direct Use\nScore customers every week.\n\n### Out-of-Scope Use\nAny automated decision about credit.',
    { 'intended-use': 2 / 3 },
  ],
  [
    'usage of the API',
    '## Usage\n```python\nmodel.predict(data)\n```\nCall `predict` with a data frame of ten columns.',
    { 'intended-use': 0 },
  ],
  ['how to use', '## Cómo usar\nCargar el modelo y llamar a `predict` con los datos.', { 'intended-use': 0 }],
  [
    'a title without content',
    '## Intended Use\n\n## Limitations\nOnly valid for retail customers in Spain.',
    { 'intended-use': 0, limitations: 1 },
  ],
  [
    'a heading said again',
    '## Intended Use\nThis section describes the intended use of the model.',
    { 'intended-use': 0 },
  ],
  ['questions of a template', '## Uso previsto\n¿Para qué se usará el modelo?\n', { 'intended-use': 0 }],
  [
    'instructions of a template',
    '## Uso previsto\n- Describir el uso principal\n- Indicar los usuarios',
    { 'intended-use': 0 },
  ],
  [
    'bold paragraphs',
    '**Intended use** retention ranking for agents\n**Out of scope** credit and pricing',
    { 'intended-use': 1 },
  ],
  [
    'a block quote',
    '> **Uso previsto.** Priorizar llamadas del equipo comercial. No debe emplearse para conceder productos.',
    { 'intended-use': 1 },
  ],
  // training data
  [
    'three of six',
    '## Training Data\n- Source: core banking extract\n- Period: 2021-01 to 2023-12\n- Size: 48,000 customers',
    { 'training-data': 1 },
  ],
  [
    'training data in prose',
    '## Datos de entrenamiento\nBase de datos de clientes de tres países, de enero de 2020 a diciembre de 2023, con 10.000 registros y un 20 % de bajas.',
    { 'training-data': 1 },
  ],
  [
    'two of six',
    '## Training Data\n- Features: age, balance, tenure\n- Target: Exited (1 = left)',
    { 'training-data': 2 / 3 },
  ],
  ['one of six', '## Dataset\ndata from the bank', { 'training-data': third }],
  ['TODO as training data', '## Training Data\nTODO: describir dataset', { 'training-data': 0 }],
  [
    'TODO that is a word',
    '## Datos de entrenamiento\n- Fuente: Todo el histórico de clientes\n- Periodo: 2019-2023\n- Variables: 10',
    { 'training-data': 1 },
  ],
  [
    'a merged heading',
    '## Training and Evaluation Data\n10k customers of the bank, 2020 to 2023, 20% churn. Random 80/20 split, 2,000 rows held out for test.',
    { 'training-data': 1, 'evaluation-data': 1 },
  ],
  [
    'a merged heading in Spanish',
    '## Datos y separación\n- Origen: CRM\n- Filas: 12.500\n- Tasa de abandono: 18 %\n- Partición: 70/30 estratificada',
    { 'training-data': 1, 'evaluation-data': 1 },
  ],
  [
    'columns for train and test',
    '## Data\n| | Train | Test |\n|---|---|---|\n| Source | warehouse | same |\n| Window | 2022-01 to 2023-12 | 2024-01 to 2024-06 |\n| Rows | 61 200 | 15 900 |',
    { 'training-data': 1, 'evaluation-data': 1 },
  ],
  ['hyperparameters only', '## Training Procedure\n- n_estimators: 100\n- max_depth: 10', { 'training-data': 0 }],
  // evaluation data
  ['a split', '## Evaluation Data\n- Split: 80/20 stratified\n- Test size: 2,000 rows', { 'evaluation-data': 1 }],
  [
    'method without size',
    '## Evaluation Data\nTemporal hold-out after the training window.',
    { 'evaluation-data': 0.5 },
  ],
  [
    'cross validation elsewhere',
    '## Metrics\nMean of 5-fold cross-validation: accuracy 0.85, F1 0.6, recall 0.7',
    { 'evaluation-data': 0.5, metrics: 1 },
  ],
  ['rows of a test set', '## Datos de prueba\nHoldout de 2.000 clientes', { 'evaluation-data': 1 }],
  [
    'an evaluation that holds metrics only',
    '## Evaluation\n| Metric | Value |\n|---|---|\n| Accuracy | 0.9 |\n| Recall | 0.7 |\n| F1 | 0.6 |',
    { 'evaluation-data': 0, metrics: 1 },
  ],
  ['an empty evaluation', '## Evaluation Data\nN/A', { 'evaluation-data': 0 }],
  // metrics
  [
    'a table',
    '## Metrics\n| Metric | Value |\n|--|--|\n| Accuracy | 0.85 |\n| Recall | 0.7 |\n| ROC-AUC | 0.88 |',
    { metrics: 1 },
  ],
  [
    'metrics as columns',
    '## Performance\n| Slice | Precision | Recall | F1 |\n|--|--|--|--|\n| all | 0.6 | 0.7 | 0.65 |',
    { metrics: 1 },
  ],
  ['a line', 'Metrics: acc 0.86, F1 0.59, AUC 0.85', { metrics: 1 }],
  ['decimal commas', '## Rendimiento\n- Exactitud: 0,86\n- Sensibilidad: 0,48\n- AUC: 0,85', { metrics: 1 }],
  ['per cent before the name', '## Resultados\nUn 86 % de accuracy y un 48 % de recall.', { metrics: 2 / 3 }],
  ['names first, values after', '## Results\nPrecision, recall and F1: 0.6, 0.7 and 0.65', { metrics: 1 }],
  ['names without values', '## Metrics\n- Accuracy\n- Precision\n- Recall', { metrics: 0 }],
  ['values to come', '## Metrics\n- Accuracy: 0.XX\n- Precision: TBD\n- Recall: ?', { metrics: 0 }],
  ['one value for three names', '## Metrics\nAccuracy, precision, recall: 0.8', { metrics: third }],
  ['two of three', '## Metrics\n- Accuracy: 0.86\n- F1: 0.60', { metrics: 2 / 3 }],
  [
    'a model index',
    '---\nmodel-index:\n- name: churn\n  results:\n  - metrics:\n    - type: accuracy\n      value: 0.85\n    - type: f1\n      value: 0.6\n    - type: roc_auc\n      value: 0.88\n---\n# Card',
    { metrics: 1 },
  ],
  // ethics
  [
    'fairness and privacy',
    '## Ethical Considerations\n- Fairness: recall compared by gender and age\n- Privacy: no personal data among the features',
    { ethics: 1 },
  ],
  ['one of three', '## Consideraciones éticas\n- Sesgo: hay más datos de Francia que de España', { ethics: 0.5 }],
  [
    'risks in one line',
    '## Bias, Risks, and Limitations\nTrained on few customers under 25, so it is biased against the young. Personal data are deleted after a year.',
    { ethics: 1 },
  ],
  [
    'nothing evaluated, with the reason',
    '## Ética\n- Equidad: no evaluada todavía, porque no tenemos el género\n- Privacidad: sin identificadores',
    { ethics: 1 },
  ],
  ['an empty section', '## Ethical Considerations\nTODO', { ethics: 0 }],
  ['entries that only name their kind', '## Limitations\n- Limitation 1\n- Limitation 2', { limitations: 0 }],
  ['nothing known, without a reason', '## Limitaciones\nNo se conocen por ahora.', { limitations: 0 }],
  ['nothing said but that it is fair', '## Ethics\nThe model is ethical and fair.', { ethics: 0 }],
  [
    'fair, with a measure',
    '## Ethics\nThe model is fair: recall by gender differs by 2 points. No names are kept.',
    { ethics: 1 },
  ],
  ['care', '## Caveats and Recommendations\nUse the model with care.', { caveats: 0 }],
  ['another place', '## Intended Use\nSee usage above.', { 'intended-use': 0 }],
  ['the coverage of tests', '## Evaluation\nUnit tests pass with 95 % coverage.', { 'evaluation-data': 0 }],
  [
    'questions of a template',
    '## Training Data\n- Source: where the data come from\n- Period: from when to when\n- Size: how many rows',
    { 'training-data': 0 },
  ],
  [
    'Catalan',
    "## Detalls del model\n- Versió: 1.2\n- Llicència: MIT\n\n## Dades d'avaluació\n- Mètode: hold-out\n- Proporció: 20 %",
    { 'model-details': 0.5, 'evaluation-data': 1 },
  ],
  ['an entry with a number of its own', '## Limitations\n- Bad under 18', { limitations: 1 }],
  [
    'a heading said as a sentence',
    '## Uso previsto\nEl modelo se usará para lo que está previsto.',
    { 'intended-use': 0 },
  ],
  ['limits, as everything has', '## Limitaciones\nComo todo, tiene sus limitaciones.', { limitations: 0 }],
  [
    'advice to follow the advice',
    '## Advertencias y recomendaciones\nSe recomienda seguir las recomendaciones y tener en cuenta las advertencias.',
    { caveats: 0 },
  ],
  [
    'the words of the given line',
    '## Datos de entrenamiento\nSe entrenó con registros de citas.',
    { 'training-data': 0 },
  ],
  [
    'the words of the given line, and more',
    '## Datos\nRegistros de citas del hospital Norte.',
    { 'training-data': third },
  ],
  [
    'patterns in place of values',
    '## Model Details\n- Versión: X.Y.Z\n- Framework: [COMPLETAR]\n- Licencia: TBD\n- Contacto: nombre@ejemplo.com (poner el de verdad)\n\n## Training Data\n- Periodo: AAAA-MM-DD a AAAA-MM-DD\n- Tamaño: N filas',
    { 'model-details': 0, 'training-data': 0 },
  ],
  [
    'what brackets add',
    '## Model Details\n- Versión: 1.0.0 (cambiar con cada entrega)\n- Contacto: ml@clinica.example (poner copia a riesgos)',
    { 'model-details': 0.5 },
  ],
  ['bias of an estimator', '## Notes\nThe bias-variance trade-off was tuned.', { ethics: 0 }],
  // limitations
  ['a concrete limit', '## Limitations\n- Not reliable for accounts younger than six months', { limitations: 1 }],
  ['a vague limit', '## Limitations\nThe model may fail.', { limitations: 0.5 }],
  ['no limit known', '## Limitations\nNone known.', { limitations: 0 }],
  ['limits in Spanish', '### Limitaciones\nSolo clientes minoristas de tres países.', { limitations: 1 }],
  ['when not to use it', '## Cuándo NO usar\n- Clientes con menos de seis meses de antigüedad', { limitations: 1 }],
  [
    'a merged heading with ethics only',
    '## Limitations and Ethical Considerations\n- Fairness is audited by gender\n- Scores are encrypted',
    { limitations: 0, ethics: 1 },
  ],
  ['a limit as a label', '- **Limitations**: trained on one country, one year', { limitations: 1 }],
  ['limits of requests', '## Rate limits\n100 requests per minute for each client', { limitations: 0 }],
  // caveats
  ['advice', '## Caveats and Recommendations\n- Monitor drift every month', { caveats: 1 }],
  ['maintenance', '## Mantenimiento\nReentrenar cada trimestre y vigilar el PSI.', { caveats: 1 }],
  ['advice under limits', '## Limitaciones y recomendaciones\n- Revisar el umbral cada mes', { caveats: 1 }],
  [
    'advice without a heading',
    '## Limitations\n- Scores drift after fee changes; we recommend a review every month',
    { caveats: 1 },
  ],
  ['no advice', '## Caveats and Recommendations\nTBD', { caveats: 0 }],
  ['limits only', '## Limitations\n- Only for retail customers', { caveats: 0 }],
  // other notations
  [
    'JSON of the model card toolkit',
    '{"model_details": {"name": "churn", "version": {"name": "1.0.0"}, "owners": [{"name": "ML team", "contact": "ml@bank.example"}], "licenses": [{"identifier": "MIT"}]}, "quantitative_analysis": {"performance_metrics": [{"type": "accuracy", "value": "0.85"}, {"type": "recall", "value": "0.7"}, {"type": "f1", "value": "0.6"}]}, "considerations": {"users": [{"description": "retention agents"}], "limitations": [{"description": "not valid for business accounts"}], "ethical_considerations": [{"name": "gender gap", "mitigation_strategy": "recall audited by gender; personal data removed"}]}}',
    { 'model-details': 0.75, metrics: 1, limitations: 1, ethics: 1 },
    'json',
  ],
  [
    'YAML',
    'model_details:\n  version: 1.0\n  framework: sklearn\n  license: MIT\n  contact: ml@bank.example\nintended_use:\n  primary_use: rank customers for calls\n  primary_users: retention team\n  out_of_scope: credit decisions\ntraining_data:\n  source: CRM\n  date_range: 2020 - 2023\n  size: 10000\nevaluation_data: {split: 80/20 stratified, test_size: 2000 rows}\nmetrics: {accuracy: 0.85, recall: 0.7, f1: 0.6}\nlimitations:\n  - not valid for new customers\n',
    {
      'model-details': 1,
      'intended-use': 1,
      'training-data': 1,
      'evaluation-data': 1,
      metrics: 1,
      limitations: 1,
      ethics: 0,
      caveats: 0,
    },
    'yaml',
  ],
  [
    'YAML of nulls',
    'model_details:\n  version: null\n  license: ~\n  framework: ""\n  contact: TBD\n',
    { 'model-details': 0 },
    'yaml',
  ],
  ['HTML headings', '<h2>Limitations</h2>\n<p>Only for retail customers in Spain</p>\n', { limitations: 1 }],
  ['Setext headings', 'Limitaciones\n------------\n\nNo sirve para empresas.\n', { limitations: 1 }],
  [
    'headings that end in a colon',
    'Limitaciones:\n- No sirve para empresas\n\nMétricas:\n- accuracy 0,8\n- recall 0,7\n- f1 0,75\n',
    { limitations: 1, metrics: 1 },
  ],
  [
    'bold lines as headings',
    '**Limitations**\n\nOnly for retail customers in Spain.\n\n**Metrics**\n\nAccuracy: 0.8',
    { limitations: 1, metrics: third },
  ],
  [
    'sections as the rows of a table',
    '| Section | Content |\n|---|---|\n| Intended use | Rank customers for agents; not for credit |\n| Limitations | Only three countries |\n| Ethics | Recall audited by gender; GDPR notice |',
    { 'intended-use': 1, limitations: 1, ethics: 1 },
  ],
  [
    'nested lists',
    '- Intended use\n  - Primary: rank customers for calls\n  - Users: agents\n- Limitations\n  - Only for Spain\n',
    { 'intended-use': 2 / 3, limitations: 1 },
  ],
  [
    'a card without headings',
    'The scorer (v2.0, scikit-learn, owner: Ana, internal licence) ranks customers for the retention desk; it must not be used for credit.\n\nIt was trained on 10,000 customers of three countries between 2020 and 2023, of whom 20% left. Accuracy was 0.86, recall 0.48 and AUC 0.85.',
    { 'model-details': 1, 'intended-use': 1, 'training-data': 1, metrics: 1, 'evaluation-data': 0, caveats: 0 },
  ],
  [
    'metrics of a regression',
    '## Results\n| Model | MAE | RMSE | R² |\n|---|---|---|---|\n| ours | 9.1 | 13.0 | 0.88 |',
    { metrics: 1 },
  ],
  [
    'uses and limits under one heading',
    '## Intended uses & limitations\n- Rank customers for the retention team\n- Not for lending\n- Works only for accounts older than six months',
    { 'intended-use': 1, limitations: 1 },
  ],
  ['a release date is no period of the data', '**Version** 3.2 | **Date** March 2025', { 'training-data': 0 }],
  ['a sentence about the section', '## Intended Use\nEsta sección describe el uso previsto.', { 'intended-use': 0 }],
  [
    'percentages of a split are no class distribution',
    '## Training Data\n80 % train, 20 % test',
    { 'training-data': 0 },
  ],
  [
    'what stands beside known metrics',
    '## Results\n| slice | MAE | RMSE | coverage of the band | rows |\n|---|---|---|---|---|\n| all | 2.1 | 2.9 | 0.79 | 900 |',
    { metrics: 1 },
  ],
  [
    'what is counted beside known metrics is none',
    '## Results\n- MAE: 2.1\n- rows: 900\n- seed: 4\n- latency: 30',
    { metrics: third },
  ],
  ['numbers beside no known metric', '## Results\n- speed: 2.1\n- height: 900\n- width: 4', { metrics: 0 }],
  [
    'rows that several columns name',
    '## Benchmarks\n| Field | Task | Metric | ours |\n|---|---|---|---|\n| text | news | exact match | 67.7 |\n| text | mail | recall | 51.0 |\n| sound | calls | WER | 0.1 |',
    { metrics: third * 2 },
  ],
  [
    'several names on one line',
    '**Data sheet**\n\nName: Sorter. Version: 5. Tool: scikit-learn 1.4. Owner: the mail room. Licence: internal use.',
    { 'model-details': 1 },
  ],
  ['a build by its hash', '## Model Details\n### Version\n3f1c9d2ab0', { 'model-details': 0.25 }],
  ['limits among the caveats', '## Caveats\nThe model knows nothing about strikes.', { limitations: 1 }],
  [
    'advice among the caveats is no limit',
    '## Caveats\nShow the interval with every forecast.',
    { limitations: 0, caveats: 1 },
  ],
  [
    'what was pretrained asks for no training',
    '## Description\nIt was pretrained with two objectives:\n- guessing words that are hidden',
    { caveats: 0 },
  ],
  ['a choice that nobody made', '## Model Details\n- License: [choose one]', { 'model-details': 0 }],
  ['a pointer instead of advice', '## Caveats and recommendations\nSee above.', { caveats: 0 }],
  ['an empty card', '# Model Card\n', { 'model-details': 0, metrics: 0, ethics: 0 }],
];

beforeAll(() => loadLanguages(['promql', 'yaml', 'markdown']));

describe('the sections of a model card', () => {
  test.each(cases.map(([name, text, expected, language = 'markdown']) => ({ name, text, expected, language })))(
    '$name',
    ({ text, expected, language }) => {
      const documents = documentsWith([
        { id: 'card', language, text, ...(language === 'markdown' ? { parse: parseMarkdown } : {}) },
      ]);
      const earned = Object.fromEntries(
        Object.keys(expected).map((criterion) => [criterion, round(fractionOf(judge(criterion, documents)))]),
      );
      expect(earned).toEqual(
        Object.fromEntries(Object.entries(expected).map(([criterion, fraction]) => [criterion, round(fraction)])),
      );
    },
  );
});

const round = (fraction: number): number => Math.round(fraction * 100) / 100;
