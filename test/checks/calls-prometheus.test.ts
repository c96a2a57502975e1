import { beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../src/languages/python/index.js';
import type { Rubric } from '../../src/model/rubric.js';
import { earned, rubricOf } from './calls-helper.js';

let rubric: Rubric;
beforeAll(async () => {
  await python.load();
  rubric = rubricOf('prometheus');
});

type Case = readonly [
  name: string,
  expected: Readonly<Record<string, number>>,
  code: string | Readonly<Record<string, string>>,
];

const HEAD = 'import time\nfrom prometheus_client import Counter, Gauge, Histogram, Summary, Enum, Info\n';
const plain = (define: string, body = 'result = model.predict(data)\n    return result', head = HEAD) =>
  `${head}${define}\ndef predict(data):\n    ${body}\n`;
const guarded = (define: string, ok: string, fail: string, last = 'pass') =>
  `${HEAD}${define}\ndef predict(data):\n    start = time.perf_counter()\n    try:\n        result = model.predict(data)\n        proba = model.predict_proba(data)[0][1]\n        ${ok}\n        return result\n    except Exception as e:\n        ${fail}\n    finally:\n        ${last}\n`;

const P = 'P = Counter("predictions_total", "Predictions", ["version", "outcome"])';
const labels: readonly Case[] = [
  [
    'given code',
    {
      'counter-labels': 0,
      'error-counter': 0,
      'latency-histogram': 0,
      'probability-histogram': 0,
      'model-loaded': 0,
      'drift-gauge': 0,
    },
    plain('P = Counter("predictions", "Total")', 'r = model.predict(data)\n    P.inc()\n    return r'),
  ],
  ['keywords', { 'counter-labels': 1 }, guarded(P, 'P.labels(version="1", outcome=str(result)).inc()', 'raise')],
  [
    'families of a collector of its own',
    { 'model-loaded': 1, 'drift-gauge': 1 },
    'from prometheus_client import REGISTRY\nfrom prometheus_client.core import GaugeMetricFamily\nclass C:\n    def collect(self):\n        yield GaugeMetricFamily("model_loaded", "1 or 0", value=1)\n        d = GaugeMetricFamily("feature_psi", "PSI", labels=["feature"])\n        d.add_metric(["age"], psi("age"))\n        yield d\nREGISTRY.register(C())\n',
  ],
  [
    'seconds and probabilities the wrong way round',
    { 'latency-histogram': 0.5, 'probability-histogram': 0.5 },
    guarded(
      'L = Histogram("latency_seconds", "s")\nP = Histogram("probability", "p", buckets=(0.1, 0.5, 0.9))',
      'L.observe(proba)',
      'raise',
      'P.observe(time.perf_counter() - start)',
    ),
  ],
  [
    'a decorator that nobody applies',
    { 'error-counter': 0.5 },
    plain(
      'E = Counter("errors", "n")\ndef counted(fn):\n    def inner(*a):\n        try:\n            return fn(*a)\n        except Exception:\n            E.inc()\n            raise\n    return inner',
    ),
  ],
  ['positions', { 'counter-labels': 1 }, guarded(P, 'P.labels("1", "yes").inc()', 'raise')],
  [
    'labelnames keyword',
    { 'counter-labels': 1 },
    guarded('P = Counter("p", "P", labelnames=("version",))', 'P.labels("1").inc(len(data))', 'raise'),
  ],
  [
    'alias of the module',
    { 'counter-labels': 1 },
    plain(
      'P = prom.Counter("p", "P", ["version"])',
      'r = model.predict(data)\n    P.labels("1").inc()\n    return r',
      'import prometheus_client as prom\n',
    ),
  ],
  [
    'alias of the class',
    { 'counter-labels': 1 },
    plain(
      'P = C("p", "P", ["version"])',
      'r = model.predict(data)\n    P.labels("1").inc()\n    return r',
      'from prometheus_client import Counter as C\n',
    ),
  ],
  [
    'no import',
    { 'counter-labels': 1 },
    plain('P = Counter("p", "P", ["version"])', 'r = model.predict(data)\n    P.labels("1").inc()\n    return r', ''),
  ],
  [
    'child kept',
    { 'counter-labels': 1 },
    plain(
      'P = Counter("p", "P", ["version"])\nCHILD = P.labels("1")',
      'r = model.predict(data)\n    CHILD.inc()\n    return r',
    ),
  ],
  [
    'in a dict',
    { 'counter-labels': 1 },
    plain(
      'M = {"p": Counter("p", "P", ["version"])}',
      'r = model.predict(data)\n    M["p"].labels("1").inc()\n    return r',
    ),
  ],
  [
    'in a class',
    { 'counter-labels': 1 },
    `${HEAD}class Metrics:\n    p = Counter("p", "P", ["version"])\ndef predict(data):\n    r = model.predict(data)\n    Metrics.p.labels("1").inc()\n    return r\n`,
  ],
  [
    'in an object',
    { 'counter-labels': 1 },
    `${HEAD}class Service:\n    def __init__(self):\n        self.p = Counter("p", "P", ["version"])\n    def predict(self, data):\n        r = self.model.predict(data)\n        self.p.labels("1").inc()\n        return r\n`,
  ],
  [
    'in a dataclass',
    { 'counter-labels': 1 },
    `${HEAD}from dataclasses import dataclass, field\n@dataclass\nclass Metrics:\n    p: Counter = field(default_factory=lambda: Counter("p", "P", ["version"]))\nm = Metrics()\ndef predict(data):\n    r = model.predict(data)\n    m.p.labels("1").inc()\n    return r\n`,
  ],
  [
    'made by a factory',
    { 'counter-labels': 1 },
    `${HEAD}def build(name):\n    return Counter(name, "P", ["version"])\nP = build("p")\ndef predict(data):\n    r = model.predict(data)\n    P.labels("1").inc()\n    return r\n`,
  ],
  [
    'from another module',
    { 'counter-labels': 1 },
    {
      'metrics.py': `${HEAD}P = Counter("p", "P", ["version"])\n`,
      'service.py':
        'from metrics import P\ndef predict(data):\n    r = model.predict(data)\n    P.labels("1").inc()\n    return r\n',
    },
  ],
  [
    'module attribute',
    { 'counter-labels': 1 },
    {
      'metrics.py': `${HEAD}P = Counter("p", "P", ["version"])\n`,
      'service.py':
        'import metrics as m\ndef predict(data):\n    r = model.predict(data)\n    m.P.labels("1").inc()\n    return r\n',
    },
  ],
  [
    'telemetry',
    { 'counter-labels': 1 },
    'from opentelemetry import metrics\nmeter = metrics.get_meter("x")\nc = meter.create_counter("p")\ndef predict(data):\n    r = model.predict(data)\n    c.add(1, {"version": "1"})\n    return r\n',
  ],
  [
    'per row',
    { 'counter-labels': 1 },
    plain(P, 'rs = model.predict(data)\n    for r in rs:\n        P.labels("1", str(r)).inc()\n    return rs'),
  ],
  [
    'bounded beside unbounded',
    { 'counter-labels': 1 },
    plain(
      'P = Counter("p", "P", ["version", "user_id"])',
      'r = model.predict(data)\n    P.labels("1", u).inc()\n    return r',
    ),
  ],
  ['bare inc', { 'counter-labels': 0.5 }, guarded(P, 'P.inc()', 'raise')],
  ['too few labels', { 'counter-labels': 0.5 }, guarded(P, 'P.labels("1").inc()', 'raise')],
  ['wrong label name', { 'counter-labels': 0.5 }, guarded(P, 'P.labels(version="1", result="x").inc()', 'raise')],
  ['never updated', { 'counter-labels': 0.5 }, plain(P)],
  [
    'updated by a helper nobody calls',
    { 'counter-labels': 0.5 },
    `${plain(P)}def count(v):\n    P.labels(v, "x").inc()\n`,
  ],
  [
    'one counter per class',
    { 'counter-labels': 0.5 },
    plain(
      'A = Counter("churn", "A")\nB = Counter("no_churn", "B")',
      'r = model.predict(data)\n    (A if r else B).inc()\n    return r',
    ),
  ],
  ['version as Info', { 'counter-labels': 0.5 }, plain('I = Info("model", "Version")\nI.info({"version": "1"})')],
  [
    'unbounded only',
    { 'counter-labels': 0 },
    plain('P = Counter("p", "P", ["user_id"])', 'r = model.predict(data)\n    P.labels(u).inc()\n    return r'),
  ],
  [
    'a plain string',
    { 'counter-labels': 0 },
    plain('P = Counter("p", "P", "version")', 'r = model.predict(data)\n    P.labels("1").inc()\n    return r'),
  ],
  [
    'wrong keyword',
    { 'counter-labels': 0 },
    plain(
      'P = Counter("p", "P", labels=["version"])',
      'r = model.predict(data)\n    P.labels("1").inc()\n    return r',
    ),
  ],
  [
    'empty list',
    { 'counter-labels': 0 },
    plain('P = Counter("p", "P", [])', 'r = model.predict(data)\n    P.inc()\n    return r'),
  ],
  ['commented', { 'counter-labels': 0 }, plain('# P = Counter("p", "P", ["version"])')],
  [
    'Counter of collections',
    { 'counter-labels': 0 },
    plain(
      'P = Counter("p", "P", ["version"])',
      'r = model.predict(data)\n    P.labels("1").inc()\n    return r',
      'from collections import Counter\n',
    ),
  ],
];

const E = 'ERR = Counter("prediction_errors_total", "Errors", ["kind"])';
const errors: readonly Case[] = [
  ['except', { 'error-counter': 1 }, guarded(E, 'pass', 'ERR.labels(type(e).__name__).inc()\n        raise')],
  ['no labels', { 'error-counter': 1 }, guarded('ERR = Counter("fallos", "F")', 'pass', 'ERR.inc()\n        raise')],
  [
    'count_exceptions with',
    { 'error-counter': 1 },
    plain('ERR = Counter("e", "E")', 'with ERR.count_exceptions():\n        return model.predict(data)'),
  ],
  [
    'count_exceptions decorator',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("e", "E")\n@ERR.count_exceptions()\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'count_exceptions inside async',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("e", "E")\nasync def predict(data):\n    with ERR.count_exceptions(ValueError):\n        return await run(model.predict, data)\n`,
  ],
  [
    'status label',
    { 'error-counter': 1, 'counter-labels': 1 },
    guarded('P = Counter("p", "P", ["status"])', 'P.labels("ok").inc()', 'P.labels("error").inc()\n        raise'),
  ],
  [
    'status label at the end',
    { 'error-counter': 1 },
    `${HEAD}P = Counter("p", "P", ["status"])\ndef predict(data):\n    status = "ok"\n    try:\n        return model.predict(data)\n    except Exception:\n        status = "error"\n        raise\n    finally:\n        P.labels(status=status).inc()\n`,
  ],
  [
    'several branches',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("errors", "E", ["kind"])\ndef predict(data):\n    try:\n        return model.predict(data)\n    except ValueError:\n        ERR.labels("value").inc()\n        raise\n    except Exception:\n        ERR.labels("other").inc()\n        raise\n`,
  ],
  [
    'own context manager',
    { 'error-counter': 1 },
    `${HEAD}from contextlib import contextmanager\nERR = Counter("errors", "E")\n@contextmanager\ndef watched():\n    try:\n        yield\n    except Exception:\n        ERR.inc()\n        raise\ndef predict(data):\n    with watched():\n        return model.predict(data)\n`,
  ],
  [
    'class with __exit__',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("errors", "E")\nclass Watch:\n    def __enter__(self):\n        return self\n    def __exit__(self, exc_type, exc, tb):\n        if exc_type is not None:\n            ERR.inc()\n        return False\ndef predict(data):\n    with Watch():\n        return model.predict(data)\n`,
  ],
  [
    'own decorator',
    { 'error-counter': 1, 'latency-histogram': 1 },
    `${HEAD}ERR = Counter("errors", "E")\nLAT = Histogram("latency_seconds", "L")\ndef observed(fn):\n    def inner(*args, **kw):\n        t0 = time.perf_counter()\n        try:\n            return fn(*args, **kw)\n        except Exception:\n            ERR.inc()\n            raise\n        finally:\n            LAT.observe(time.perf_counter() - t0)\n    return inner\n@observed\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'middleware',
    { 'error-counter': 1, 'latency-histogram': 1 },
    `${HEAD}ERR = Counter("errors", "E")\nLAT = Histogram("latency_seconds", "L")\n@app.middleware("http")\nasync def observe(request, call_next):\n    t = time.perf_counter()\n    try:\n        return await call_next(request)\n    except Exception:\n        ERR.inc()\n        raise\n    finally:\n        LAT.observe(time.perf_counter() - t)\n`,
  ],
  [
    'helper called in the branch',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("errors", "E", ["kind"])\ndef failed(e):\n    ERR.labels(kind=e.__class__.__name__).inc()\ndef predict(data):\n    try:\n        return model.predict(data)\n    except Exception as e:\n        failed(e)\n        raise\n`,
  ],
  ['never updated', { 'error-counter': 0.5 }, plain('ERR = Counter("prediction_errors_total", "E")')],
  ['bare inc on labels', { 'error-counter': 0.5 }, guarded(E, 'pass', 'ERR.inc()\n        raise')],
  [
    'helper that nobody calls',
    { 'error-counter': 0.5 },
    `${plain('ERR = Counter("errors", "E")')}def failed():\n    ERR.inc()\n`,
  ],
  ['in finally', { 'error-counter': 0 }, guarded('ERR = Counter("errors", "E")', 'pass', 'raise', 'ERR.inc()')],
  ['on success', { 'error-counter': 0 }, guarded('ERR = Counter("errors", "E")', 'ERR.inc()', 'raise')],
  ['a gauge', { 'error-counter': 0 }, guarded('ERR = Gauge("errors", "E")', 'pass', 'ERR.inc()\n        raise')],
  [
    'the predictions counter reused',
    { 'error-counter': 0 },
    guarded('P = Counter("predictions", "P")', 'P.inc()', 'P.inc()\n        raise'),
  ],
  ['only logged', { 'error-counter': 0 }, guarded('pass', 'pass', 'logger.exception("x")\n        raise')],
  ['message as label', { 'error-counter': 0 }, guarded(E, 'pass', 'ERR.labels(str(e)).inc()\n        raise')],
  [
    'message in an f-string as label',
    { 'error-counter': 0 },
    guarded(E, 'pass', 'ERR.labels(f"{e}").inc()\n        raise'),
  ],
  [
    'view of a framework',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("errors", "E")\nclass PredictView(View):\n    def post(self, request):\n        try:\n            return model.predict(parse(request))\n        except Exception:\n            ERR.inc()\n            raise\n`,
  ],
  [
    'status of a response',
    { 'error-counter': 1 },
    `${HEAD}REQ = Counter("requests", "R", ["status"])\nclass Mid(BaseHTTPMiddleware):\n    async def dispatch(self, request, call_next):\n        status = "500"\n        try:\n            response = await call_next(request)\n            status = str(response.status_code)\n            return response\n        finally:\n            REQ.labels(status).inc()\n`,
  ],
  ['a dict', { 'error-counter': 0 }, guarded('ERR = {"errors": 0}', 'pass', 'ERR["errors"] += 1\n        raise')],
];

const L = 'LAT = Histogram("latency_seconds", "L")';
const latency: readonly Case[] = [
  ['finally', { 'latency-histogram': 1 }, guarded(L, 'pass', 'raise', 'LAT.observe(time.perf_counter() - start)')],
  ['success only', { 'latency-histogram': 1 }, guarded(L, 'LAT.observe(time.perf_counter() - start)', 'raise')],
  [
    'through a variable',
    { 'latency-histogram': 1 },
    guarded(L, 'pass', 'raise', 'took = time.perf_counter() - start\n        LAT.observe(took)'),
  ],
  ['with time', { 'latency-histogram': 1 }, plain(L, 'with LAT.time():\n        return model.predict(data)')],
  [
    'decorator',
    { 'latency-histogram': 1 },
    `${HEAD}${L}\n@LAT.time()\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'labelled decorator',
    { 'latency-histogram': 1 },
    `${HEAD}LAT = Histogram("l", "L", ["v"])\n@LAT.labels("1").time()\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'with inside async',
    { 'latency-histogram': 1 },
    `${HEAD}${L}\nasync def predict(data):\n    with LAT.time():\n        return await run_in_threadpool(model.predict, data)\n`,
  ],
  [
    'labels set later',
    { 'latency-histogram': 1 },
    plain(
      'LAT = Histogram("l", "L", ["v"])',
      'with LAT.time() as t:\n        r = model.predict(data)\n        t.labels("1")\n    return r',
    ),
  ],
  [
    'default timer',
    { 'latency-histogram': 1 },
    plain(
      L,
      'from timeit import default_timer as now\n    t = now()\n    r = model.predict(data)\n    LAT.observe(now() - t)\n    return r',
    ),
  ],
  [
    'datetime',
    { 'latency-histogram': 1 },
    plain(
      L,
      't = datetime.now()\n    r = model.predict(data)\n    LAT.observe((datetime.now() - t).total_seconds())\n    return r',
      `from datetime import datetime\n${HEAD}`,
    ),
  ],
  [
    'nanoseconds divided',
    { 'latency-histogram': 1 },
    plain(
      L,
      't = time.perf_counter_ns()\n    r = model.predict(data)\n    LAT.observe((time.perf_counter_ns() - t) / 1e9)\n    return r',
    ),
  ],
  [
    'own timer',
    { 'latency-histogram': 1 },
    plain(L, 'with Timer() as t:\n        r = model.predict(data)\n    LAT.observe(t.elapsed)\n    return r'),
  ],
  [
    'instrumentator',
    { 'latency-histogram': 1 },
    'from prometheus_fastapi_instrumentator import Instrumentator\nInstrumentator().instrument(app).expose(app)\ndef predict(data):\n    return model.predict(data)\n',
  ],
  [
    'starlette exporter',
    { 'latency-histogram': 1 },
    'from starlette_exporter import PrometheusMiddleware, handle_metrics\napp.add_middleware(PrometheusMiddleware)\n',
  ],
  [
    'telemetry',
    { 'latency-histogram': 1 },
    'from opentelemetry import metrics\nh = metrics.get_meter("x").create_histogram("latency", unit="s")\ndef predict(data):\n    t = time.perf_counter()\n    r = model.predict(data)\n    h.record(time.perf_counter() - t)\n    return r\n',
  ],
  [
    'explicit buckets',
    { 'latency-histogram': 1 },
    guarded(
      'LAT = Histogram("l_seconds", "L", buckets=(0.1, 0.5, 1))',
      'pass',
      'raise',
      'LAT.observe(time.perf_counter() - start)',
    ),
  ],
  ['never observed', { 'latency-histogram': 0.5 }, plain(L)],
  [
    'labelled, observed bare',
    { 'latency-histogram': 0.5 },
    guarded('LAT = Histogram("latency", "L", ["v"])', 'pass', 'raise', 'LAT.observe(time.perf_counter() - start)'),
  ],
  [
    'summary',
    { 'latency-histogram': 0.5 },
    guarded('LAT = Summary("latency", "L")', 'pass', 'raise', 'LAT.observe(time.perf_counter() - start)'),
  ],
  [
    'milliseconds throughout',
    { 'latency-histogram': 0.5 },
    guarded(
      'LAT = Histogram("latency_ms", "L", buckets=[10, 50, 100])',
      'pass',
      'raise',
      'LAT.observe((time.perf_counter() - start) * 1000)',
    ),
  ],
  [
    'one bucket',
    { 'latency-histogram': 0.5 },
    guarded(
      'LAT = Histogram("latency", "L", buckets=[0.5])',
      'pass',
      'raise',
      'LAT.observe(time.perf_counter() - start)',
    ),
  ],
  [
    'gauge',
    { 'latency-histogram': 0 },
    guarded('LAT = Gauge("latency", "L")', 'pass', 'raise', 'LAT.set(time.perf_counter() - start)'),
  ],
  ['the start itself', { 'latency-histogram': 0 }, guarded(L, 'pass', 'raise', 'LAT.observe(start)')],
  [
    'milliseconds into seconds',
    { 'latency-histogram': 0 },
    guarded(L, 'pass', 'raise', 'LAT.observe((time.perf_counter() - start) * 1000)'),
  ],
  [
    'decorator on async',
    { 'latency-histogram': 0 },
    `${HEAD}${L}\n@LAT.time()\nasync def predict(data):\n    return await model.predict(data)\n`,
  ],
  [
    'buckets in the wrong place',
    { 'latency-histogram': 0 },
    guarded('LAT = Histogram("latency", "L", [0.1, 0.5])', 'pass', 'raise', 'LAT.observe(time.perf_counter() - start)'),
  ],
  [
    'unsorted',
    { 'latency-histogram': 0 },
    guarded(
      'LAT = Histogram("latency", "L", buckets=[1, 0.5])',
      'pass',
      'raise',
      'LAT.observe(time.perf_counter() - start)',
    ),
  ],
  [
    'only logged',
    { 'latency-histogram': 0 },
    plain('pass', 't = time.time()\n    r = model.predict(data)\n    print(time.time() - t)\n    return r'),
  ],
  [
    'another histogram',
    { 'latency-histogram': 0 },
    plain(
      'H = Histogram("batch_rows", "Rows", buckets=[1, 10])',
      'H.observe(len(data))\n    return model.predict(data)',
    ),
  ],
];

const S = 'PROB = Histogram("churn_probability", "P", buckets=[0.1, 0.5, 0.9, 1.0])';
const probability: readonly Case[] = [
  ['scalar', { 'probability-histogram': 1 }, guarded(S, 'PROB.observe(proba)', 'raise')],
  ['converted', { 'probability-histogram': 1 }, guarded(S, 'PROB.observe(float(proba))', 'raise')],
  [
    'as the exam writes it',
    { 'probability-histogram': 1 },
    plain(S, 'p = model.predict_proba(data)[1]\n    PROB.observe(p)\n    return p'),
  ],
  [
    'row by row',
    { 'probability-histogram': 1 },
    plain(S, 'ps = model.predict_proba(data)[:, 1]\n    for p in ps:\n        PROB.observe(p)\n    return ps'),
  ],
  [
    'item',
    { 'probability-histogram': 1 },
    plain(S, 'PROB.observe(model.predict_proba(data)[:, 1].item())\n    return 1'),
  ],
  [
    'of a helper',
    { 'probability-histogram': 1 },
    plain(S, 'score = service.score(data)\n    PROB.observe(score)\n    return score'),
  ],
  [
    'decision function',
    { 'probability-histogram': 1 },
    plain(S, 'PROB.observe(model.decision_function(data)[0])\n    return 1'),
  ],
  [
    'labelled',
    { 'probability-histogram': 1 },
    plain(
      'PROB = Histogram("score", "S", ["v"], buckets=[0.5, 1])',
      'PROB.labels("1").observe(model.predict_proba(data)[0, 1])\n    return 1',
    ),
  ],
  [
    'default buckets',
    { 'probability-histogram': 0.5 },
    guarded('PROB = Histogram("probability", "P")', 'PROB.observe(proba)', 'raise'),
  ],
  [
    'summary',
    { 'probability-histogram': 0.5 },
    guarded('PROB = Summary("probability", "P")', 'PROB.observe(proba)', 'raise'),
  ],
  ['never observed', { 'probability-histogram': 0.5 }, plain(S)],
  [
    'whole array',
    { 'probability-histogram': 0.5 },
    plain(S, 'p = model.predict_proba(data)\n    PROB.observe(p)\n    return p'),
  ],
  [
    'column of an array',
    { 'probability-histogram': 0.5 },
    plain(S, 'p = model.predict_proba(data)[:, 1]\n    PROB.observe(p)\n    return p'),
  ],
  ['the class', { 'probability-histogram': 0 }, plain(S, 'r = model.predict(data)\n    PROB.observe(r)\n    return r')],
  ['gauge', { 'probability-histogram': 0 }, guarded('PROB = Gauge("probability", "P")', 'PROB.set(proba)', 'raise')],
  [
    'latency is none',
    { 'probability-histogram': 0 },
    guarded(L, 'pass', 'raise', 'LAT.observe(time.perf_counter() - start)'),
  ],
];

const gauges: readonly Case[] = [
  ['loaded, defined', { 'model-loaded': 1 }, plain('G = Gauge("ml_model_loaded", "1 if loaded")')],
  [
    'loaded, in Spanish',
    { 'model-loaded': 1 },
    plain('modelo_cargado = Gauge("ml_modelo", "1 si el modelo está cargado")'),
  ],
  [
    'loaded, set',
    { 'model-loaded': 1 },
    `${plain('G = Gauge("model_ready", "ready")')}def load(path):\n    G.set(0)\n    m = joblib.load(path)\n    G.set(1)\n    return m\n`,
  ],
  ['state', { 'model-loaded': 1 }, plain('G = Enum("model_state", "State", states=["loading", "ready"])')],
  [
    'time of the last load',
    { 'model-loaded': 1 },
    plain('G = Gauge("model_last_load_timestamp_seconds", "When")\nG.set_to_current_time()'),
  ],
  ['version only', { 'model-loaded': 0.5 }, plain('I = Info("model", "Model version")')],
  ['load errors only', { 'model-loaded': 0.5 }, plain('C = Counter("model_load_errors_total", "E")')],
  [
    'raised by each prediction',
    { 'model-loaded': 0 },
    plain('G = Gauge("model_loaded", "L")', 'r = model.predict(data)\n    G.inc()\n    return r'),
  ],
  ['counter of loads', { 'model-loaded': 0 }, plain('C = Counter("model_loads", "L")')],
  ['load of the processor', { 'model-loaded': 0 }, plain('G = Gauge("cpu_load", "CPU load")')],
  ['requests in progress', { 'model-loaded': 0 }, plain('G = Gauge("in_progress_requests", "Requests")')],
  ['drift, defined', { 'drift-gauge': 1 }, plain('G = Gauge("feature_drift_score", "Drift", ["feature"])')],
  ['drift without labels', { 'drift-gauge': 1 }, plain('G = Gauge("data_drift", "Drift")')],
  ['psi', { 'drift-gauge': 1 }, plain('PSI = Gauge("input_stability", "Population stability", ["feature"])')],
  [
    'drift, set',
    { 'drift-gauge': 1 },
    `${plain('G = Gauge("drift_ks", "KS", ["feature"])')}def job(ref, cur):\n    for c in ref.columns:\n        G.labels(feature=c).set(ks_2samp(ref[c], cur[c]).statistic)\n`,
  ],
  [
    'drift in Spanish',
    { 'drift-gauge': 1 },
    plain('deriva = Gauge("deriva_variables", "Deriva por variable", ["variable"])'),
  ],
  [
    'report only',
    { 'drift-gauge': 0.5 },
    'from evidently.report import Report\ndef weekly(a, b):\n    r = Report(metrics=[])\n    r.run(a, b)\n',
  ],
  ['counter', { 'drift-gauge': 0 }, plain('C = Counter("drift_total", "Drift")')],
  [
    'random',
    { 'drift-gauge': 0 },
    plain(
      'G = Gauge("drift_score", "Drift")',
      'r = model.predict(data)\n    G.set(random.random())\n    return r',
      `import random\n${HEAD}`,
    ),
  ],
  ['comment', { 'drift-gauge': 0 }, plain('# TODO: Gauge("drift", "Drift")')],
];

/** Forms that came up later, across criteria. */
const further: readonly Case[] = [
  [
    'hooks of a framework',
    { 'latency-histogram': 1 },
    `${HEAD}LAT = Histogram("latency_seconds", "L")\n@app.before_request\ndef before():\n    g.start = time.perf_counter()\n@app.after_request\ndef after(response):\n    LAT.observe(time.perf_counter() - g.start)\n    return response\n`,
  ],
  [
    'exit stack',
    { 'latency-histogram': 1 },
    plain(
      L,
      'with contextlib.ExitStack() as st:\n        st.enter_context(LAT.time())\n        return model.predict(data)',
    ),
  ],
  [
    'own timer class',
    { 'latency-histogram': 1 },
    `${HEAD}${L}\nclass T:\n    def __enter__(self):\n        self.t = time.perf_counter()\n    def __exit__(self, *a):\n        LAT.observe(time.perf_counter() - self.t)\ndef predict(data):\n    with T():\n        return model.predict(data)\n`,
  ],
  [
    'decorator without parentheses',
    { 'latency-histogram': 0.5 },
    `${HEAD}${L}\n@LAT.time\ndef predict(data):\n    return model.predict(data)\n`,
  ],
  [
    'message in an f-string as label',
    { 'error-counter': 0 },
    guarded(E, 'pass', 'ERR.labels(f"{e}").inc()\n        raise'),
  ],
  [
    'view of a framework',
    { 'error-counter': 1 },
    `${HEAD}ERR = Counter("errors", "E")\nclass PredictView(View):\n    def post(self, request):\n        try:\n            return model.predict(parse(request))\n        except Exception:\n            ERR.inc()\n            raise\n`,
  ],
];

const RAY = 'from ray.serve import metrics\nimport time\n';
const clients: readonly Case[] = [
  [
    'Ray: tags by call',
    { 'counter-labels': 1, 'error-counter': 1, 'latency-histogram': 1, 'model-loaded': 1 },
    `${RAY}C = metrics.Counter("p", tag_keys=("label",))\nE = metrics.Counter("p_errors", tag_keys=("kind",))\nL = metrics.Histogram("p_latency_s", boundaries=[0.1, 1], tag_keys=())\nG = metrics.Gauge("p_ready")\nG.set(1)\ndef predict(x):\n    t = time.time()\n    try:\n        y = model.predict(x)\n    except Exception as e:\n        E.inc(tags={"kind": type(e).__name__})\n        raise\n    finally:\n        L.observe(time.time() - t)\n    C.inc(tags={"label": "a"})\n    return y\n`,
  ],
  [
    'Ray: an unbounded tag',
    { 'counter-labels': 0 },
    `${RAY}C = metrics.Counter("p", tag_keys=("user_id",))\ndef predict(x):\n    C.inc(tags={"user_id": x.id})\n    return model.predict(x)\n`,
  ],
  [
    'hooks given to the framework by a call',
    { 'latency-histogram': 1 },
    `${HEAD}${L}\ndef start():\n    g.t = time.time()\ndef stop(response):\n    LAT.observe(time.time() - g.t)\n    return response\napp.before_request(start)\napp.after_request(stop)\n`,
  ],
  [
    'a callback given to something else',
    { 'latency-histogram': 0.5 },
    `${HEAD}${L}\ndef stop(event):\n    LAT.observe(time.time() - event.t)\nmenu.on_click(stop)\n`,
  ],
  [
    'metrics as the default of a wrapper',
    { 'counter-labels': 1 },
    `${HEAD}class All:\n    def __init__(self):\n        self.p = Counter("p", "P", ["version"])\nALL = All()\nclass Wrapped:\n    def __init__(self, model, metrics=ALL):\n        self.model, self.metrics = model, metrics\n    def predict(self, x):\n        self.metrics.p.labels("1").inc()\n        return self.model.predict(x)\n`,
  ],
  [
    'a model that is global and starts as nothing',
    { 'counter-labels': 1 },
    `${HEAD}P = Counter("p", "P", ["version"])\nmodel = None\ndef handle(x):\n    y = model.predict(x)\n    P.labels("1").inc()\n    return y\n`,
  ],
  [
    'a counter of the health check',
    { 'counter-labels': 0.5 },
    `${HEAD}P = Counter("p", "P", ["status"])\ndef health():\n    P.labels("ok").inc()\n    return "ok"\n`,
  ],
];

const suites = { clients, 'counter labels': labels, 'error counter': errors, latency, probability, gauges, further };

describe.each(Object.entries(suites))('prometheus, %s', (_suite, cases) => {
  it.each(cases)('%s', (_name, expected, code) => {
    expect(earned(rubric, code, Object.keys(expected))).toEqual(expected);
  });
});
