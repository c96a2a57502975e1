# prediction.py
def predict(appointment):
    print("Cita recibida:", appointment)

    try:
        outcome = clf.predict(appointment)
        print("Resultado:", outcome)
        return outcome
    except Exception as exc:
        print("Ha fallado:", exc)
        raise
