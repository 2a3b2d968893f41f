// Package assert stands in for github.com/stretchr/testify/assert where that is not given.
package assert

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
)

// TestingT is what a test is told through.
type TestingT interface {
	Errorf(format string, args ...interface{})
}

// Assertions tells one test.
type Assertions struct{ t TestingT }

// New returns assertions of a test.
func New(t TestingT) *Assertions { return &Assertions{t} }

func same(expected, actual interface{}) bool {
	if a, ok := expected.([]byte); ok {
		b, ok := actual.([]byte)
		return ok && bytes.Equal(a, b)
	}
	return reflect.DeepEqual(expected, actual)
}

func (a *Assertions) tell(ok bool, format string, args ...interface{}) bool {
	if !ok {
		a.t.Errorf(format, args...)
	}
	return ok
}

// Equal fails a test unless both are the same.
func (a *Assertions) Equal(expected, actual interface{}, _ ...interface{}) bool {
	return a.tell(same(expected, actual), "expected %#v, found %#v", expected, actual)
}

// NotEqual fails a test if both are the same.
func (a *Assertions) NotEqual(expected, actual interface{}, _ ...interface{}) bool {
	return a.tell(!same(expected, actual), "did not expect %#v", actual)
}

// True fails a test unless the value is true.
func (a *Assertions) True(value bool, _ ...interface{}) bool { return a.tell(value, "should be true") }

// False fails a test unless the value is false.
func (a *Assertions) False(value bool, _ ...interface{}) bool {
	return a.tell(!value, "should be false")
}

// Nil fails a test unless there is nothing.
func (a *Assertions) Nil(value interface{}, _ ...interface{}) bool {
	return a.tell(value == nil || (reflect.ValueOf(value).Kind() == reflect.Ptr && reflect.ValueOf(value).IsNil()), "expected nil, found %#v", value)
}

// InDelta fails a test unless two numbers are near.
func (a *Assertions) InDelta(expected, actual interface{}, delta float64, _ ...interface{}) bool {
	var x, y float64
	fmt.Sscan(fmt.Sprint(expected), &x)
	fmt.Sscan(fmt.Sprint(actual), &y)
	return a.tell(x-y <= delta && y-x <= delta, "expected %v, found %v", expected, actual)
}

// Contains fails a test unless a text holds another.
func (a *Assertions) Contains(all, part interface{}, _ ...interface{}) bool {
	return a.tell(strings.Contains(fmt.Sprint(all), fmt.Sprint(part)), "%v does not contain %v", all, part)
}

// Equal fails a test unless both are the same.
func Equal(t TestingT, expected, actual interface{}, more ...interface{}) bool {
	return New(t).Equal(expected, actual, more...)
}

// True fails a test unless the value is true.
func True(t TestingT, value bool, more ...interface{}) bool { return New(t).True(value, more...) }

// False fails a test unless the value is false.
func False(t TestingT, value bool, more ...interface{}) bool { return New(t).False(value, more...) }
