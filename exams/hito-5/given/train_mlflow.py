# train_mlflow.py
import mlflow
from sklearn.ensemble import GradientBoostingClassifier

mlflow.set_experiment("citas-ausencias")

clf = GradientBoostingClassifier(n_estimators=250, learning_rate=0.05)
clf.fit(X_train, y_train)

hit_rate = clf.score(X_test, y_test)
print("Aciertos en test:", hit_rate)

mlflow.log_metric("accuracy", hit_rate)
mlflow.sklearn.log_model(clf, "clasificador")
