import { beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../src/languages/python/index.js';
import type { Rubric } from '../../src/model/rubric.js';
import { earned, rubricOf } from './calls-helper.js';

let rubric: Rubric;
beforeAll(async () => {
  await python.load();
  rubric = rubricOf('mlflow');
});

type Case = readonly [
  name: string,
  expected: Readonly<Record<string, number>>,
  code: string | Readonly<Record<string, string>>,
];

const FIT =
  'model = GradientBoostingClassifier(n_estimators=250, learning_rate=0.05)\nmodel.fit(X_train, y_train)\nacc = model.score(X_test, y_test)\n';
const LOG = 'mlflow.log_metric("accuracy", acc)\nmlflow.sklearn.log_model(model, "model")\n';
const indent = (text: string) => text.replace(/^(?=.)/gm, '    ');
const inRun = (body: string, how = 'mlflow.start_run()') => `import mlflow\n${FIT}with ${how}:\n${indent(body)}`;

const runContext: readonly Case[] = [
  [
    'the trainer reports to MLflow',
    { 'run-context': 1, 'run-name': 1, params: 1, metrics: 1 },
    'from transformers import Trainer, TrainingArguments\nargs = TrainingArguments("out", report_to="mlflow", run_name="a")\ntrainer = Trainer(args=args, compute_metrics=f)\ntrainer.train()\n',
  ],
  [
    'the trainer reports to something else',
    { 'run-context': 0, 'run-name': 0, params: 0, metrics: 0 },
    'from transformers import Trainer, TrainingArguments\nargs = TrainingArguments("out", report_to="wandb", run_name="a")\ntrainer = Trainer(args=args, compute_metrics=f)\ntrainer.train()\n',
  ],
  [
    'steps whose tracker owns the run',
    { 'run-context': 1 },
    'import mlflow\nfrom zenml import step\n@step(experiment_tracker="t")\ndef train(x):\n    mlflow.log_metric("f1", x)\n',
  ],
  [
    'steps without a tracker',
    { 'run-context': 0 },
    'import mlflow\nfrom zenml import step\n@step\ndef train(x):\n    mlflow.log_metric("f1", x)\n',
  ],
  [
    'metrics of a regression',
    { metrics: 1 },
    'import mlflow\nwith mlflow.start_run():\n    mlflow.log_metrics({"mae": a, "r2": b})\n',
  ],
  [
    'one error of a regression, twice',
    { metrics: 0.5 },
    'import mlflow\nwith mlflow.start_run():\n    mlflow.log_metrics({"mse": a, "rmse": b})\n',
  ],
  ['nothing opens a run', { 'run-context': 0 }, `import mlflow\n${FIT}${LOG}`],
  [
    'other names, still no run',
    { 'run-context': 0 },
    'import mlflow as ml\nclf.fit(a, b)\nml.log_metric("auc", s)\nml.sklearn.log_model(clf, "m")\n',
  ],
  ['with around all', { 'run-context': 1 }, `import mlflow\nwith mlflow.start_run():\n${indent(FIT + LOG)}`],
  ['with around logging only', { 'run-context': 1 }, inRun(LOG)],
  [
    'alias of the module',
    { 'run-context': 1 },
    `import mlflow as ml\nwith ml.start_run() as r:\n    ml.log_metric("f1", 0.5)\n`,
  ],
  [
    'names imported one by one',
    { 'run-context': 1 },
    'from mlflow import start_run as begin, log_metric\nwith begin():\n    log_metric("f1", x)\n',
  ],
  ['imports left out', { 'run-context': 1 }, 'with mlflow.start_run():\n    mlflow.log_metric("f1", x)\n'],
  ['bare names without import', { 'run-context': 1 }, 'with start_run():\n    log_metric("f1", x)\n'],
  [
    'module bound to another name',
    { 'run-context': 1 },
    'import mlflow\nml = mlflow\nlog = ml.log_metric\nwith ml.start_run():\n    log("f1", x)\n',
  ],
  [
    'run made first, entered later',
    { 'run-context': 1 },
    `import mlflow\nrun = mlflow.start_run()\nwith run:\n${indent(LOG)}`,
  ],
  ['opened and closed by hand', { 'run-context': 1 }, `import mlflow\nmlflow.start_run()\n${LOG}mlflow.end_run()\n`],
  [
    'try and finally',
    { 'run-context': 1 },
    `import mlflow\nmlflow.start_run()\ntry:\n${indent(LOG)}finally:\n    mlflow.end_run()\n`,
  ],
  [
    'closed as failed in except',
    { 'run-context': 1 },
    `import mlflow\nmlflow.start_run()\ntry:\n${indent(LOG)}except Exception:\n    mlflow.end_run("FAILED")\n    raise\nmlflow.log_metric("x", 1)\nmlflow.end_run()\n`,
  ],
  [
    'exit stack',
    { 'run-context': 1 },
    `import mlflow\nfrom contextlib import ExitStack\nwith ExitStack() as stack:\n    stack.enter_context(mlflow.start_run())\n${indent(LOG)}`,
  ],
  [
    'after the exit stack',
    { 'run-context': 0 },
    `import mlflow\nfrom contextlib import ExitStack\nwith ExitStack() as stack:\n    stack.enter_context(mlflow.start_run())\n${LOG}`,
  ],
  [
    'several context managers in one with',
    { 'run-context': 1 },
    inRun(LOG, 'open("x") as f, mlflow.start_run() as run'),
  ],
  [
    'parenthesised with',
    { 'run-context': 1 },
    inRun(LOG, '(\n    timer(),\n    mlflow.start_run(nested=True) as run,\n)'),
  ],
  [
    'own context manager',
    { 'run-context': 1 },
    `import mlflow\nfrom contextlib import contextmanager\n@contextmanager\ndef tracked(name):\n    with mlflow.start_run(run_name=name) as run:\n        yield run\nwith tracked("a"):\n${indent(LOG)}`,
  ],
  [
    'own context manager closing in finally',
    { 'run-context': 1 },
    `import mlflow, contextlib\n@contextlib.contextmanager\ndef tracked():\n    run = mlflow.start_run()\n    try:\n        yield run\n    finally:\n        mlflow.end_run()\nwith tracked() as run:\n${indent(LOG)}`,
  ],
  [
    'own decorator',
    { 'run-context': 1 },
    `import mlflow, functools\ndef with_run(fn):\n    @functools.wraps(fn)\n    def inner(*args, **kwargs):\n        with mlflow.start_run():\n            return fn(*args, **kwargs)\n    return inner\n@with_run\ndef train(X, y):\n    mlflow.log_metric("f1", 0.5)\ntrain(X, y)\n`,
  ],
  [
    'own decorator with arguments',
    { 'run-context': 1, 'run-name': 1 },
    `import mlflow\ndef with_run(name):\n    def deco(fn):\n        def inner(*a):\n            with mlflow.start_run(run_name=name):\n                return fn(*a)\n        return inner\n    return deco\n@with_run("rf")\ndef train(X, y):\n    mlflow.log_metric("f1", 0.5)\n`,
  ],
  [
    'own class as context manager',
    { 'run-context': 1 },
    `import mlflow\nclass Run:\n    def __enter__(self):\n        mlflow.start_run()\n        return self\n    def __exit__(self, *exc):\n        mlflow.end_run()\nwith Run() as r:\n${indent(LOG)}`,
  ],
  [
    'helper called inside the run',
    { 'run-context': 1 },
    `import mlflow\ndef log_all(model, acc):\n${indent(LOG)}\ndef main():\n    with mlflow.start_run():\n        log_all(m, a)\nif __name__ == "__main__":\n    main()\n`,
  ],
  [
    'helper called outside',
    { 'run-context': 0 },
    `import mlflow\ndef log_all(model, acc):\n${indent(LOG)}\ndef main():\n    with mlflow.start_run():\n        pass\n    log_all(m, a)\nif __name__ == "__main__":\n    main()\n`,
  ],
  [
    'lone train function',
    { 'run-context': 1 },
    `import mlflow\ndef train(X, y):\n    with mlflow.start_run():\n${indent(indent(LOG))}`,
  ],
  [
    'class-based trainer',
    { 'run-context': 1, params: 1, 'run-name': 1 },
    `import mlflow\nclass Trainer:\n    def __init__(self, params):\n        self.params = params\n    def run(self, X, y):\n        with mlflow.start_run(run_name=self.name()):\n            mlflow.log_params(self.params)\n            self._evaluate(X, y)\n    def name(self):\n        return f"gb-{self.params['n_estimators']}"\n    def _evaluate(self, X, y):\n        mlflow.log_metric("f1", self.model.score(X, y))\nTrainer({"n_estimators": 5}).run(X, y)\n`,
  ],
  [
    'client with its own run',
    { 'run-context': 1 },
    'from mlflow import MlflowClient\nclient = MlflowClient()\nrun = client.create_run(experiment_id="0")\nclient.log_metric(run.info.run_id, "f1", 0.4)\nclient.set_terminated(run.info.run_id)\n',
  ],
  [
    'client run left open',
    { 'run-context': 0.5 },
    'from mlflow.tracking import MlflowClient\nc = MlflowClient()\nrun = c.create_run("0")\nc.log_metric(run.info.run_id, "f1", 0.4)\n',
  ],
  [
    'explicit run_id',
    { 'run-context': 1 },
    'import mlflow\nmlflow.log_metric("f1", 0.4, run_id=rid)\nmlflow.log_params({"a": 1}, run_id=rid)\n',
  ],
  ['resumed run', { 'run-context': 1 }, inRun(LOG, 'mlflow.start_run(run_id=rid)')],
  [
    'nested runs',
    { 'run-context': 1 },
    'import mlflow\nwith mlflow.start_run():\n    for d in [3, 5]:\n        with mlflow.start_run(nested=True):\n            mlflow.log_param("max_depth", d)\n            mlflow.log_metric("f1", fit(d))\n',
  ],
  [
    'autolog inside a run',
    { 'run-context': 1 },
    `import mlflow\nmlflow.sklearn.autolog()\nwith mlflow.start_run():\n${indent(FIT)}`,
  ],
  [
    'logger of a framework',
    { 'run-context': 1 },
    'from pytorch_lightning.loggers import MLFlowLogger\nlogger = MLFlowLogger(run_name="a")\ntrainer = Trainer(logger=logger)\n',
  ],
  [
    'some inside, some after',
    { 'run-context': 0.5 },
    'import mlflow\nwith mlflow.start_run():\n    mlflow.log_params(p)\nmlflow.log_metric("f1", x)\n',
  ],
  [
    'some before',
    { 'run-context': 0.5 },
    'import mlflow\nmlflow.set_tag("a", "b")\nwith mlflow.start_run():\n    mlflow.log_metric("f1", x)\n',
  ],
  ['never closed', { 'run-context': 0.5 }, `import mlflow\nmlflow.start_run()\n${LOG}`],
  ['only closed', { 'run-context': 0.5 }, `import mlflow\n${LOG}mlflow.end_run()\n`],
  ['autolog only', { 'run-context': 0.5 }, `import mlflow\nmlflow.sklearn.autolog()\n${FIT}`],
  ['logging dedented', { 'run-context': 0 }, `import mlflow\nwith mlflow.start_run():\n    pass\n${LOG}`],
  ['not called', { 'run-context': 0 }, inRun(LOG, 'mlflow.start_run')],
  ['commented out', { 'run-context': 0 }, `import mlflow\n# with mlflow.start_run():\n${LOG}`],
  [
    'in a docstring',
    { 'run-context': 0 },
    `"""with mlflow.start_run():\n    mlflow.log_metric("a", 1)\n"""\nimport mlflow\n${LOG}`,
  ],
  ['a trace is no run', { 'run-context': 0 }, inRun(LOG, 'mlflow.start_span("x")')],
  ['a run of another library', { 'run-context': 0 }, `import mlflow, wandb\nwith wandb.init() as run:\n${indent(LOG)}`],
  [
    'experiment only',
    { 'run-context': 0 },
    `import mlflow\nmlflow.set_experiment("churn")\nmlflow.create_experiment("y")\n${LOG}`,
  ],
  [
    'only if there is a run',
    { 'run-context': 0 },
    `import mlflow\nif mlflow.active_run() is not None:\n${indent(LOG)}`,
  ],
  [
    'unreachable',
    { 'run-context': 0 },
    `import mlflow\nif False:\n    with mlflow.start_run():\n        mlflow.log_metric("a", 1)\n${LOG}`,
  ],
  [
    'after return',
    { 'run-context': 0 },
    `import mlflow\ndef train():\n${indent(LOG)}    return\n    with mlflow.start_run():\n        mlflow.log_metric("a", 1)\n`,
  ],
  [
    'fake module',
    { 'run-context': 0 },
    `class mlflow:\n    @staticmethod\n    def start_run(): return open("x")\n    @staticmethod\n    def log_metric(*a): pass\nwith mlflow.start_run():\n    mlflow.log_metric("a", 1)\n`,
  ],
  [
    'mocked module',
    { 'run-context': 0 },
    `from unittest.mock import MagicMock\nmlflow = MagicMock()\nwith mlflow.start_run():\n    mlflow.log_metric("a", 1)\n`,
  ],
  [
    'same name from elsewhere',
    { 'run-context': 0 },
    'from fake import mlflow\nwith mlflow.start_run():\n    mlflow.log_metric("a", 1)\n',
  ],
  [
    'cells of a notebook',
    { 'run-context': 1 },
    {
      'a#nb.ipynb': 'import mlflow\nrun = mlflow.start_run()\n',
      'b#nb.ipynb': 'mlflow.log_metric("f1", 0.3)\n',
      'c#nb.ipynb': 'mlflow.end_run()\n',
    },
  ],
  [
    'helper module',
    { 'run-context': 1 },
    {
      'tracking.py': 'import mlflow\ndef log_all(m):\n    mlflow.log_metrics(m)\n',
      'train.py':
        'import mlflow\nfrom tracking import log_all\nwith mlflow.start_run():\n    log_all({"a": 1, "f1": 2})\n',
    },
  ],
  [
    'async main',
    { 'run-context': 1 },
    'import asyncio, mlflow\nasync def main():\n    with mlflow.start_run():\n        mlflow.log_metric("f1", await evaluate())\nasyncio.run(main())\n',
  ],
];

const params: readonly Case[] = [
  ['nothing', { params: 0 }, inRun(LOG)],
  ['a literal dict', { params: 1 }, inRun('mlflow.log_params({"n_estimators": 250})\n')],
  ['a variable', { params: 1 }, inRun('cfg = {"n_estimators": 250}\nmlflow.log_params(cfg)\n')],
  ['dict()', { params: 1 }, inRun('mlflow.log_params(dict(n_estimators=250))\n')],
  [
    'one by one',
    { params: 1 },
    inRun('mlflow.log_param("n_estimators", 250)\nmlflow.log_param(key="depth", value=3)\n'),
  ],
  ['from the model', { params: 1 }, inRun('mlflow.log_params(model.get_params())\n')],
  ['loop over items', { params: 1 }, inRun('for k, v in {"depth": 3}.items():\n    mlflow.log_param(k, v)\n')],
  ['loop over unknown items', { params: 1 }, inRun('for k, v in config.items():\n    mlflow.log_param(k, v)\n')],
  ['vars of args', { params: 1 }, inRun('mlflow.log_params(vars(args))\n')],
  [
    'asdict of a dataclass',
    { params: 1 },
    'import mlflow\nfrom dataclasses import dataclass, asdict\n@dataclass\nclass Cfg:\n    depth: int = 3\nwith mlflow.start_run():\n    mlflow.log_params(asdict(Cfg()))\n',
  ],
  ['comprehension', { params: 1 }, inRun('mlflow.log_params({k: v for k, v in {"depth": 3, "x": 1}.items() if v})\n')],
  ['client', { params: 1 }, 'client = mlflow.MlflowClient()\nclient.log_param(rid, "depth", 3)\n'],
  [
    'batch',
    { params: 1 },
    'from mlflow.entities import Param\nclient = mlflow.tracking.MlflowClient()\nclient.log_batch(rid, params=[Param("depth", "3")])\n',
  ],
  ['autolog before fit', { params: 1 }, `import mlflow\nmlflow.autolog()\n${FIT}`],
  ['flavour autolog', { params: 1 }, `import mlflow.sklearn as mls\nmls.autolog(log_models=False)\n${FIT}`],
  [
    'imported helper partial',
    { params: 1 },
    inRun('from functools import partial\nlog = partial(mlflow.log_param, "depth")\nlog(3)\n'),
  ],
  ['spread call', { params: 1 }, inRun('mlflow.log_param(*("depth", 3))\n')],
  ['asynchronous', { params: 1 }, inRun('mlflow.log_params({"depth": 3}, synchronous=False)\n')],
  ['from yaml', { params: 1 }, inRun('mlflow.log_params(yaml.safe_load(open("params.yaml")))\n')],
  ['merged dict', { params: 1 }, inRun('mlflow.log_params({**BASE, "depth": 3})\n')],
  ['empty', { params: 0 }, inRun('mlflow.log_params({})\n')],
  ['empty variable', { params: 0 }, inRun('p = {}\nmlflow.log_params(p)\n')],
  [
    'never logged',
    { params: 0 },
    inRun('params = {"depth": 3}\nprint(params)\nmodel = RandomForestClassifier(**params)\n'),
  ],
  ['the name of the model alone', { params: 0 }, inRun('mlflow.log_param("model_type", "rf")\n')],
  [
    'only where control never comes',
    { params: 0 },
    'import mlflow\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    mlflow.log_params({"a": 1})\nwhile False:\n    mlflow.log_params({"a": 1})\nfor _ in range(0):\n    mlflow.log_params({"a": 1})\nif not True:\n    mlflow.log_params({"a": 1})\nif 1 == 2 and x:\n    mlflow.log_params({"a": 1})\nlater = lambda: mlflow.log_params({"a": 1})\nraise SystemExit\nmlflow.log_params({"a": 1})\n',
  ],
  ['autolog too late', { params: 0 }, `import mlflow\n${FIT}mlflow.sklearn.autolog()\n`],
  ['autolog off', { params: 0 }, `import mlflow\nmlflow.autolog(disable=True)\n${FIT}`],
  ['own function of that name', { params: 0 }, 'def log_params(p):\n    print(p)\nlog_params({"depth": 3})\n'],
  [
    'function that nobody calls',
    { params: 0 },
    `import mlflow\ndef log_everything():\n    mlflow.log_params({"depth": 3})\nwith mlflow.start_run():\n${indent(FIT + LOG)}`,
  ],
  ['as a file', { params: 0.5 }, inRun('mlflow.log_dict({"depth": 3}, "params.json")\n')],
  ['as an artifact', { params: 0.5 }, inRun('mlflow.log_artifact("config.yaml")\n')],
  ['as a tag', { params: 0.5 }, inRun('mlflow.set_tag("n_estimators", 250)\n')],
  ['as a metric', { params: 0.5 }, inRun('mlflow.log_metric("n_estimators", 250)\n')],
  [
    'other values than the model got',
    { params: 0.5 },
    `${inRun('mlflow.log_params({"n_estimators": 1000, "learning_rate": 0.05})\n')}`,
  ],
  ['all in one text', { params: 0.5 }, inRun('mlflow.log_param("params", str(cfg))\n')],
];

const names: readonly Case[] = [
  ['none', { 'run-name': 0 }, inRun(LOG)],
  ['literal', { 'run-name': 1 }, inRun(LOG, 'mlflow.start_run(run_name="gb")')],
  ['f-string', { 'run-name': 1 }, inRun(LOG, 'mlflow.start_run(run_name=f"gb-{today}")')],
  [
    'spread config',
    { 'run-name': 1 },
    `import mlflow\ncfg = {"run_name": "gb"}\nwith mlflow.start_run(**cfg):\n${indent(LOG)}`,
  ],
  ['tag of the name', { 'run-name': 1 }, inRun('mlflow.set_tag("mlflow.runName", "gb")\n')],
  ['tag in start_run', { 'run-name': 1, tags: 0 }, inRun(LOG, 'mlflow.start_run(tags={"mlflow.runName": "gb"})')],
  [
    'constant of mlflow',
    { 'run-name': 1 },
    `from mlflow.utils.mlflow_tags import MLFLOW_RUN_NAME\n${inRun('mlflow.set_tag(MLFLOW_RUN_NAME, "gb")\n')}`,
  ],
  ['client', { 'run-name': 1 }, 'c = MlflowClient()\nc.create_run("0", run_name="gb")\n'],
  ['renamed', { 'run-name': 1 }, 'c = MlflowClient()\nc.update_run(rid, name="gb")\n'],
  ['empty', { 'run-name': 0 }, inRun(LOG, 'mlflow.start_run(run_name="")')],
  ['None', { 'run-name': 0 }, inRun(LOG, 'mlflow.start_run(run_name=None)')],
  ['a param of that name', { 'run-name': 0 }, inRun('mlflow.log_param("run_name", "gb")\n')],
  ['a tag of that name', { 'run-name': 0, tags: 0 }, inRun('mlflow.set_tag("run_name", "gb")\n')],
  ['the experiment', { 'run-name': 0 }, `import mlflow\nmlflow.set_experiment("gb")\n${LOG}`],
  ['the model', { 'run-name': 0 }, inRun('mlflow.sklearn.log_model(model, name="gb", registered_model_name="gb")\n')],
  ['environment', { 'run-name': 0 }, `import os\nos.environ["MLFLOW_RUN_NAME"] = "gb"\n${inRun(LOG)}`],
  ['another library', { 'run-name': 0 }, `import wandb\nwandb.start_run(run_name="x")\n${inRun(LOG)}`],
  ['only a definition', { 'run-name': 0 }, `RUN_NAME = "gb"\n${inRun(LOG)}`],
];

const INFER = 'from mlflow.models import infer_signature\n';
const signatures: readonly Case[] = [
  ['none', { signature: 0 }, inRun(LOG)],
  [
    'inferred and passed',
    { signature: 1 },
    INFER +
      inRun(
        'sig = infer_signature(X_train, model.predict(X_train))\nmlflow.sklearn.log_model(model, "m", signature=sig)\n',
      ),
  ],
  [
    'older module',
    { signature: 1 },
    `from mlflow.models.signature import infer_signature as infer\n${inRun('mlflow.sklearn.log_model(model, "m", signature=infer(X))\n')}`,
  ],
  [
    'full path',
    { signature: 1 },
    inRun('mlflow.sklearn.log_model(model, name="m", signature=mlflow.models.infer_signature(X, y))\n'),
  ],
  [
    'no import',
    { signature: 1 },
    inRun('mlflow.sklearn.log_model(model, "m", signature=infer_signature(X[:10], y))\n'),
  ],
  [
    'through kwargs',
    { signature: 1, 'input-example': 1 },
    INFER +
      inRun(
        'kw = {"signature": infer_signature(X, y), "input_example": X.iloc[:2]}\nmlflow.sklearn.log_model(model, "m", **kw)\n',
      ),
  ],
  [
    'by hand',
    { signature: 1 },
    `from mlflow.models.signature import ModelSignature\nfrom mlflow.types import Schema, ColSpec\n${inRun('s = ModelSignature(inputs=Schema([ColSpec("double", "a")]))\nmlflow.sklearn.log_model(model, "m", signature=s)\n')}`,
  ],
  [
    'set afterwards',
    { signature: 1 },
    INFER +
      inRun(
        'info = mlflow.sklearn.log_model(model, "m")\nmlflow.models.set_signature(info.model_uri, infer_signature(X, y))\n',
      ),
  ],
  [
    'another flavour',
    { signature: 1 },
    INFER + inRun('mlflow.xgboost.log_model(model, "m", signature=infer_signature(X, y))\n'),
  ],
  ['autolog', { signature: 1 }, `import mlflow\nmlflow.sklearn.autolog()\n${FIT}`],
  [
    'helper makes it',
    { signature: 1 },
    `${INFER}def sign(model, X):\n    return infer_signature(X, model.predict(X))\n${inRun('mlflow.sklearn.log_model(model, "m", signature=sign(model, X))\n')}`,
  ],
  [
    'probabilities served',
    { signature: 1 },
    INFER +
      inRun(
        's = infer_signature(X, model.predict_proba(X))\nmlflow.sklearn.log_model(model, "m", signature=s, pyfunc_predict_fn="predict_proba")\n',
      ),
  ],
  [
    'parameter of a function',
    { signature: 1 },
    'def train(model, signature):\n    mlflow.sklearn.log_model(model, "m", signature=signature)\n',
  ],
  [
    'saved and logged',
    { signature: 1 },
    INFER +
      inRun('mlflow.sklearn.save_model(model, "d", signature=infer_signature(X, y))\nmlflow.log_artifacts("d")\n'),
  ],
  [
    'probabilities, served as classes',
    { signature: 0.5 },
    INFER +
      inRun('s = infer_signature(X, model.predict_proba(X))\nmlflow.sklearn.log_model(model, "m", signature=s)\n'),
  ],
  [
    'example alone',
    { signature: 0.5, 'input-example': 1 },
    inRun('mlflow.sklearn.log_model(model, "m", input_example=X.head(2))\n'),
  ],
  [
    'example, signature switched off',
    { signature: 0, 'input-example': 1 },
    inRun('mlflow.sklearn.log_model(model, "m", input_example=X.head(2), signature=False)\n'),
  ],
  [
    'not passed',
    { signature: 0 },
    INFER + inRun('sig = infer_signature(X, y)\nmlflow.sklearn.log_model(model, "m")\n'),
  ],
  ['None', { signature: 0 }, inRun('mlflow.sklearn.log_model(model, "m", signature=None)\n')],
  [
    'of the model',
    { signature: 0 },
    INFER + inRun('mlflow.sklearn.log_model(model, "m", signature=infer_signature(model))\n'),
  ],
  [
    'no arguments',
    { signature: 0 },
    INFER + inRun('mlflow.sklearn.log_model(model, "m", signature=infer_signature())\n'),
  ],
  [
    'inspect',
    { signature: 0 },
    `import inspect\n${inRun('mlflow.sklearn.log_model(model, "m", signature=inspect.signature(model.predict))\n')}`,
  ],
  [
    'empty ModelSignature',
    { signature: 0 },
    `from mlflow.models import ModelSignature\n${inRun('mlflow.sklearn.log_model(model, "m", signature=ModelSignature())\n')}`,
  ],
  [
    'autolog without signatures',
    { signature: 0 },
    `import mlflow\nmlflow.sklearn.autolog(log_model_signatures=False)\n${FIT}`,
  ],
  ['autolog without models', { signature: 0 }, `import mlflow\nmlflow.sklearn.autolog(log_models=False)\n${FIT}`],
  [
    'own infer_signature',
    { signature: 0 },
    `def infer_signature(*a):\n    return None\n${inRun('mlflow.sklearn.log_model(model, "m", signature=infer_signature(X))\n')}`,
  ],
];

const example = (value: string) => inRun(`mlflow.sklearn.log_model(model, "m", input_example=${value})\n`);
const examples: readonly Case[] = [
  ['head', { 'input-example': 1 }, example('X_train.head(3)')],
  ['slice', { 'input-example': 1 }, example('X_test[:5]')],
  ['iloc', { 'input-example': 1 }, example('X.iloc[[0]]')],
  ['sample', { 'input-example': 1 }, example('X.sample(3)')],
  ['dict', { 'input-example': 1 }, example('{"age": 30}')],
  ['data frame by hand', { 'input-example': 1 }, example('pd.DataFrame([{"age": 30}])')],
  ['tuple with params', { 'input-example': 1 }, example('(X_train.head(1), {"t": 0.5})')],
  [
    'through a variable',
    { 'input-example': 1 },
    inRun('ex = X_train.iloc[:2]\nmlflow.sklearn.log_model(model, "m", input_example=ex)\n'),
  ],
  ['unknown variable', { 'input-example': 1 }, example('example_row')],
  ['autolog asked', { 'input-example': 1 }, `import mlflow\nmlflow.autolog(log_input_examples=True)\n${FIT}`],
  ['whole data', { 'input-example': 0.5 }, example('X_train')],
  [
    'whole data by another name',
    { 'input-example': 0.5 },
    inRun('ex = X_train\nmlflow.sklearn.log_model(model, "m", input_example=ex)\n'),
  ],
  [
    'whole data of a split',
    { 'input-example': 0.5 },
    `X_train, X_test, y_train, y_test = train_test_split(X, y)\n${example('X_train')}`,
  ],
  ['table', { 'input-example': 0.5 }, inRun('mlflow.log_table(X.head(3), "sample.json")\n')],
  ['None', { 'input-example': 0 }, example('None')],
  ['labels', { 'input-example': 0 }, example('y_train.head(3)')],
  [
    'not passed',
    { 'input-example': 0 },
    inRun('input_example = X_train.head(3)\nmlflow.sklearn.log_model(model, "m")\n'),
  ],
  ['autolog default', { 'input-example': 0 }, `import mlflow\nmlflow.autolog()\n${FIT}`],
  ['dataset', { 'input-example': 0 }, inRun('mlflow.log_input(dataset)\nmlflow.sklearn.log_model(model, "m")\n')],
];

const metrics: readonly Case[] = [
  ['accuracy only', { metrics: 0 }, inRun(LOG)],
  ['dict', { metrics: 1 }, inRun('mlflow.log_metrics({"accuracy": acc, "f1": f1_score(y, p)})\n')],
  [
    'several calls',
    { metrics: 1 },
    inRun('mlflow.log_metric("accuracy", acc)\nmlflow.log_metric("recall", recall_score(y, p))\n'),
  ],
  [
    'loop over functions',
    { metrics: 1 },
    inRun('for n, f in [("f1", f1_score), ("recall", recall_score)]:\n    mlflow.log_metric(n, f(y, p))\n'),
  ],
  [
    'loop over a dict',
    { metrics: 1 },
    inRun(
      'm = {"f1": f1_score(y, p), "auc": roc_auc_score(y, q)}\nfor k, v in m.items():\n    mlflow.log_metric(k, v)\n',
    ),
  ],
  ['unknown dict', { metrics: 1 }, inRun('mlflow.log_metrics(evaluate(model, X, y))\n')],
  [
    'comprehension over functions',
    { metrics: 1 },
    inRun('mlflow.log_metrics({f.__name__: f(y, p) for f in (f1_score, recall_score)})\n'),
  ],
  [
    'filled step by step',
    { metrics: 1 },
    inRun('m = {}\nm["f1"] = f1_score(y, p)\nm["auc"] = roc_auc_score(y, q)\nmlflow.log_metrics(m)\n'),
  ],
  [
    'batch',
    { metrics: 1 },
    'from mlflow.entities import Metric\nc = MlflowClient()\nc.log_batch(rid, metrics=[Metric("f1", a, 0, 0), Metric("auc", b, 0, 0)])\n',
  ],
  ['evaluate', { metrics: 1 }, inRun('mlflow.models.evaluate(uri, df, targets="y", model_type="classifier")\n')],
  ['older evaluate', { metrics: 1 }, inRun('mlflow.evaluate(uri, df, targets="y", model_type="classifier")\n')],
  [
    'report flattened',
    { metrics: 1 },
    inRun(
      'rep = classification_report(y, p, output_dict=True)\nmlflow.log_metrics({"precision": rep["1"]["precision"], "recall": rep["1"]["recall"]})\n',
    ),
  ],
  [
    'four cells of a matrix',
    { metrics: 1 },
    inRun('tn, fp, fn, tp = confusion_matrix(y, p).ravel()\nmlflow.log_metrics({"tp": tp, "fp": fp})\n'),
  ],
  [
    'cross validation',
    { metrics: 1 },
    inRun(
      's = cross_val_score(model, X, y, scoring="f1")\nmlflow.log_metric("f1_mean", s.mean())\nmlflow.log_metric("f1_std", s.std())\n',
    ),
  ],
  ['autolog', { metrics: 1 }, `import mlflow\nmlflow.sklearn.autolog()\n${FIT}`],
  ['two accuracies', { metrics: 0.5 }, inRun('mlflow.log_metrics({"accuracy_train": a, "accuracy_test": b})\n')],
  [
    'accuracy of each split',
    { metrics: 0.5 },
    inRun(
      'for n, (a, b) in {"train": (X_train, y_train), "test": (X_test, y_test)}.items():\n    mlflow.log_metric(f"{n}_accuracy", model.score(a, b))\n',
    ),
  ],
  ['a regression metric', { metrics: 0.5 }, inRun('mlflow.log_metrics({"accuracy": a, "rmse": b})\n')],
  [
    'report as text',
    { metrics: 0.5 },
    inRun('mlflow.log_metric("accuracy", acc)\nmlflow.log_text(classification_report(y, p), "report.txt")\n'),
  ],
  [
    'computed, only printed',
    { metrics: 0 },
    inRun('f1 = f1_score(y, p)\nprint(f1)\nmlflow.log_metric("accuracy", acc)\n'),
  ],
  ['one in a dict', { metrics: 0 }, inRun('mlflow.log_metrics({"accuracy": acc})\n')],
  ['the same key twice', { metrics: 0 }, inRun('mlflow.log_metric("accuracy", a)\nmlflow.log_metric("accuracy", b)\n')],
  [
    'one value under many names',
    { metrics: 0 },
    inRun('mlflow.log_metrics({"accuracy": acc, "f1": acc, "recall": acc})\n'),
  ],
  ['texts', { metrics: 0 }, inRun('mlflow.log_metrics({"accuracy": "0.9", "f1": "0.8"})\n')],
  ['nested dict', { metrics: 0 }, inRun('mlflow.log_metrics({"a": {"f1": 1}, "b": {"f1": 2}})\n')],
  ['as params', { metrics: 0 }, inRun('mlflow.log_metric("accuracy", acc)\nmlflow.log_param("f1", f1)\n')],
];

const tags: readonly Case[] = [
  ['none', { tags: 0 }, inRun(LOG)],
  ['set_tags', { tags: 1 }, inRun('mlflow.set_tags({"team": "x"})\n')],
  ['set_tag', { tags: 1 }, inRun('mlflow.set_tag("team", "x")\n')],
  ['in start_run', { tags: 1 }, inRun(LOG, 'mlflow.start_run(tags={"team": "x"})')],
  [
    'tags of a helper',
    { tags: 1 },
    `def context():\n    return {"sha": git_sha()}\n${inRun(LOG, 'mlflow.start_run(tags=context())')}`,
  ],
  ['client', { tags: 1 }, 'c = MlflowClient()\nc.set_tag(rid, "team", "x")\n'],
  ['extra tags of autolog', { tags: 1 }, `import mlflow\nmlflow.sklearn.autolog(extra_tags={"team": "x"})\n${FIT}`],
  ['loop', { tags: 1 }, inRun('for k, v in TAGS.items():\n    mlflow.set_tag(k, v)\n')],
  ['no run anywhere', { tags: 1 }, 'import mlflow\nmlflow.set_tags({"team": "x"})\n'],
  ['empty', { tags: 0 }, inRun('mlflow.set_tags({})\n')],
  ['None in start_run', { tags: 0 }, inRun(LOG, 'mlflow.start_run(tags=None)')],
  [
    'before the run',
    { tags: 0 },
    `import mlflow\nmlflow.set_tags({"team": "x"})\nwith mlflow.start_run():\n${indent(LOG)}`,
  ],
  ['after the run', { tags: 0 }, `${inRun(LOG)}mlflow.set_tags({"team": "x"})\n`],
  ['a param', { tags: 0 }, inRun('mlflow.log_param("author", "x")\n')],
  ['never used', { tags: 0 }, inRun('tags = {"team": "x"}\nmlflow.log_metric("a", 1)\n')],
  ['experiment', { tags: 0.5 }, `import mlflow\nmlflow.set_experiment_tag("team", "x")\n${inRun(LOG)}`],
  ['description', { tags: 0.5 }, inRun(LOG, 'mlflow.start_run(description="x")')],
  ['of autolog itself', { tags: 0.5 }, `import mlflow\nmlflow.sklearn.autolog()\n${FIT}`],
];

/** Forms that came up later, across criteria. */
const further: readonly Case[] = [
  ['fragment with dots', { 'run-context': 1, 'run-name': 1 }, 'with mlflow.start_run(run_name="gb"):\n    ...\n'],
  [
    'arguments left out',
    { 'run-context': 1, params: 1, metrics: 1 },
    'with mlflow.start_run():\n    mlflow.log_params(...)\n    mlflow.log_metrics({...})\n',
  ],
  [
    'accuracy of each split',
    { metrics: 0.5 },
    inRun(
      'for n, (a, b) in {"train": (X_train, y_train), "test": (X_test, y_test)}.items():\n    mlflow.log_metric(f"{n}_accuracy", model.score(a, b))\n',
    ),
  ],
  ['run assigned in the with', { 'run-context': 1 }, inRun(LOG, '(run := mlflow.start_run())')],
  [
    'imported by name at run time',
    { 'run-context': 1 },
    'import importlib\nml = importlib.import_module("mlflow")\nwith ml.start_run():\n    ml.log_metric("f1", 0.4)\n',
  ],
  [
    'either kind of context',
    { 'run-context': 1 },
    `import mlflow\nfrom contextlib import nullcontext\nctx = mlflow.start_run() if TRACK else nullcontext()\nwith ctx:\n${indent(LOG)}`,
  ],
  [
    'callback of a trainer',
    { 'run-context': 1, metrics: 1 },
    'import mlflow\nclass Callback:\n    def on_begin(self, params):\n        mlflow.start_run()\n    def on_epoch(self, logs):\n        mlflow.log_metrics(logs)\n    def on_end(self):\n        mlflow.end_run()\ntrainer.fit(callbacks=[Callback()])\n',
  ],
  [
    'trace decorator',
    { 'run-context': 0 },
    'import mlflow\n@mlflow.trace\ndef train():\n    mlflow.log_metric("a", 1)\ntrain()\n',
  ],
  [
    'helpers before the way in',
    { 'run-context': 1 },
    'import mlflow\ndef step_fit(p):\n    mlflow.log_params(p)\ndef step_eval(m):\n    mlflow.log_metrics(m)\ndef flow(p):\n    with mlflow.start_run():\n        step_fit(p)\n        step_eval({"f1": 1})\n',
  ],
];

const suites = {
  'run context': runContext,
  params,
  'run name': names,
  signature: signatures,
  'input example': examples,
  metrics,
  tags,
  further,
};

describe.each(Object.entries(suites))('mlflow, %s', (_suite, cases) => {
  it.each(cases)('%s', (_name, expected, code) => {
    expect(earned(rubric, code, Object.keys(expected))).toEqual(expected);
  });
});
