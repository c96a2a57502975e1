import joblib
from fastapi import FastAPI

app = FastAPI()


@app.post("/estimate")
def estimate(order: dict):
    try:
        model = joblib.load("eta.joblib")
        minutes = model.predict([[order["distance_km"], order["items"], order["hour"]]])[0]
        return {"minutes": float(minutes)}
    except Exception as problem:
        return {"error": str(problem)}
