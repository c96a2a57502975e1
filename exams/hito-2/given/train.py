import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

bookings = pd.read_csv("bookings.csv")
y = bookings["cancelled"]
X = bookings[["nights", "lead_days", "price", "refund_amount"]]

X = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)

forest = RandomForestClassifier()
forest.fit(X_train, y_train)
print("score:", forest.score(X_train, y_train))
